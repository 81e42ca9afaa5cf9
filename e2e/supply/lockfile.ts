import { readFileSync } from 'node:fs'
import path from 'node:path'

import * as v from 'valibot'

const names = v.optional(v.record(v.string(), v.string()), {})

const packageInLockfile = v.object({
  version: v.string(),
  integrity: v.optional(v.string()),
  /** The download URL; absent if the lockfile works with any registry. */
  resolved: v.optional(v.string()),
  link: v.optional(v.boolean(), false),
  dev: v.optional(v.boolean(), false),
  devOptional: v.optional(v.boolean(), false),
  optional: v.optional(v.boolean(), false),
  hasInstallScript: v.optional(v.boolean(), false),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: v.optional(v.record(v.string(), v.object({ optional: v.optional(v.boolean()) })), {}),
})
const lockfile = v.object({ packages: v.record(v.string(), packageInLockfile) })
const manifest = v.object({
  name: v.string(),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
})

/** A package as the lockfile describes it. */
export type LockedPackage = v.InferOutput<typeof packageInLockfile>

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'))

/** The dependencies in package.json. */
export const packageJson = v.parse(manifest, read('package.json'))

const { '': _project, ...packages } = v.parse(lockfile, read('package-lock.json')).packages
/** Every package of the lockfile, by folder. */
export const locked: ReadonlyMap<string, LockedPackage> = new Map(Object.entries(packages))

/** The folders of shipped packages: the non-development dependencies, including transitive ones. */
export function shippedFolders(): string[] {
  const found = new Set<string>()
  const queue = [
    ...Object.keys(packageJson.dependencies),
    ...Object.keys(packageJson.optionalDependencies),
  ].map((name) => `node_modules/${name}`)
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    const entry = locked.get(folder)
    if (entry === undefined || found.has(folder)) continue
    found.add(folder)
    for (const name of dependenciesOf(entry)) queue.push(folderOf(name, folder))
  }
  return [...found].sort()
}

/** The dependencies of a package, except optional peers, which npm does not install. */
function dependenciesOf(entry: LockedPackage): string[] {
  const peers = Object.keys(entry.peerDependencies).filter(
    (name) => entry.peerDependenciesMeta[name]?.optional !== true,
  )
  return [...Object.keys(entry.dependencies), ...Object.keys(entry.optionalDependencies), ...peers]
}

/** The nearest installed copy, by Node's resolution. */
function folderOf(name: string, from: string): string {
  const nested = `${from}/node_modules/${name}`
  const outer = from.lastIndexOf('/node_modules/')
  if (locked.has(nested)) return nested
  return outer === -1 ? `node_modules/${name}` : folderOf(name, from.slice(0, outer))
}

/** The package name of a folder in node_modules. */
export function nameIn(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}
