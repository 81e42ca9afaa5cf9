import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

/** Where the relative paths of a document start. */
const DOCUMENTS: readonly (readonly [file: string, bases: readonly string[]])[] = [
  ['README.md', ['']],
  ['CONTRIBUTING.md', ['']],
  ['SECURITY.md', ['']],
  ['server/README.md', ['server', 'server/http', 'server/catalogue', 'server/swas', '']],
  ['server/sample/README.md', ['server/sample', 'server', 'server/test/faults', '']],
  ['web/README.md', ['web', 'web/pages/images', '']],
  ['e2e/README.md', ['e2e', '']],
  ['e2e/bench/README.md', ['e2e/bench', 'e2e', '']],
]

/** Files that scripts write, and an address. */
const NOT_OURS = new Set(['sbom.cdx.json', '/api/openapi.json', '.cache/bench/results.json'])

/** Paths in code spans and in links that end like a source file or a document. */
function pathsIn(text: string): string[] {
  const spans = [...text.matchAll(/`([\w./-]+\.(?:tsx?|md|json|cjs))`/g)]
  const links = [...text.matchAll(/\]\(([\w./-]+)\)/g)]
  return [...spans, ...links].map(([, file = '']) => file).filter((file) => !NOT_OURS.has(file))
}

test.each(DOCUMENTS)('%s names only files that exist', (document, bases) => {
  const files = pathsIn(readFileSync(path.join(root, document), 'utf8'))
  expect(files.length).toBeGreaterThan(0)
  const missing = files.filter((file) => !bases.some((base) => existsSync(path.join(root, base, file))))
  expect(missing).toEqual([])
})

test.each([
  ['README.md', 8_000],
  ['server/README.md', 20_000],
  ['e2e/README.md', 6_000],
])('%s stays short: under %i bytes', (document, limitBytes) => {
  expect(readFileSync(path.join(root, document)).byteLength).toBeLessThan(limitBytes)
})
