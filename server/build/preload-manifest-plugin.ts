import { writeFile } from 'node:fs/promises'
import path from 'node:path'

import type { Plugin, Rolldown } from 'vite'

/** Written to the build folder for the server to read. The leading dot keeps it from being served. */
export const PRELOADS_FILE = '.preloads.json'

/**
 * Lists the files that each page and language needs besides the shared ones, so that the server can preload them.
 * Otherwise the browser would only discover them when the first script runs.
 * @param sources the module of each, by the path of the page or the tag of the language
 */
export function preloadManifestPlugin(sources: Readonly<Record<string, string>>): Plugin {
  let root = ''
  return {
    name: 'list-preloads',
    apply: 'build',
    configResolved: (config) => void (root = config.root),
    async writeBundle({ dir = 'dist' }, bundle) {
      const lists = Object.entries(sources).map(([key, source]) => [
        key,
        filesOf(bundle, path.join(root, source)).map((file) => `/${file}`),
      ])
      await writeFile(path.join(dir, PRELOADS_FILE), JSON.stringify(Object.fromEntries(lists)))
    },
  }
}

/** A chunk, its imports and their style sheets, without those that every document already names. */
function filesOf(bundle: Rolldown.OutputBundle, source: string): string[] {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
  const start = chunks.find(({ facadeModuleId }) => facadeModuleId === source)
  if (start === undefined) throw new Error(`${source} has no chunk of its own.`)
  const named = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  const files = new Set([start.fileName])
  // The set grows while it is iterated.
  for (const file of files) {
    const chunk = chunks.find(({ fileName }) => fileName === file)
    for (const next of chunk === undefined ? [] : neededBy(chunk)) if (!named.has(next)) files.add(next)
  }
  return [...files]
}

function neededBy({ imports, viteMetadata }: Rolldown.OutputChunk): string[] {
  return [...imports, ...(viteMetadata?.importedCss ?? [])]
}
