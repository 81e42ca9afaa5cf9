import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { expect, test } from '@playwright/test'
import * as v from 'valibot'

import { locked, nameIn, packageJson } from './supply/lockfile.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

const supplyChain = read('SECURITY.md').split('\n## Supply chain\n')[1] ?? ''

/** Development packages with an install script, and why they work without it. */
const NEVER_RUN = new Map([
  ['node_modules/@alicloud/openapi-core', 'chooses type declarations for a TypeScript older than ours'],
])

test('every direct dependency has an exact version', () => {
  const versions = {
    ...packageJson.dependencies,
    ...packageJson.devDependencies,
    ...packageJson.optionalDependencies,
  }
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('every package in the lockfile has a strong digest, and no URL of its own', () => {
  const invalid = [...locked].filter(
    ([, entry]) =>
      entry.link || entry.resolved !== undefined || entry.integrity?.startsWith('sha512-') !== true,
  )
  expect(invalid.map(([folder]) => folder)).toEqual([])
  expect(locked.size).toBeGreaterThan(100)
})

test('no install script runs, and no shipped package has one', () => {
  expect(parseEnv(read('.npmrc'))).toMatchObject({ 'ignore-scripts': 'true', 'save-exact': 'true' })
  const scripts = [...locked].filter(([, entry]) => entry.hasInstallScript)
  expect(scripts.map(([folder, { dev }]) => ({ folder, dev }))).toEqual(
    [...NEVER_RUN.keys()].map((folder) => ({ folder, dev: true })),
  )
})

test('SECURITY.md gives a reason for every shipped dependency', () => {
  const rows = [...supplyChain.matchAll(/^\| `([^`]+)` +\| ([^|]+) \| ([^|]+) \|$/gm)]
  expect(rows.map(([, name = '']) => name).sort()).toEqual(
    Object.keys({ ...packageJson.dependencies, ...packageJson.optionalDependencies }).sort(),
  )
  for (const [, name, , reason = ''] of rows) expect(reason.trim().length, name).toBeGreaterThan(10)
})

test('npm run sbom lists exactly the shipped packages, with digest and license', () => {
  const components = componentsOf(writeMaterials())
  const names = components.map(({ purl }) => decodeURIComponent(purl))
  const purlOf = (folder: string) => `pkg:npm/${nameIn(folder)}@${locked.get(folder)?.version}`
  // The packages that `npm ci --omit=dev --omit=optional` would install.
  const needed = [...locked].filter(([, entry]) => !entry.dev && !entry.devOptional && !entry.optional)
  const runtimes = Object.keys(packageJson.optionalDependencies).map((name) => `node_modules/${name}`)
  expect(needed.length).toBeGreaterThan(Object.keys(packageJson.dependencies).length)
  const expected = new Set([...needed.map(([folder]) => folder), ...runtimes].map(purlOf))
  expect([...names].sort()).toEqual([...expected].sort())
  expect(supplyChain).toContain(`${names.length} in all`)
  expect(components.filter(({ hashes }) => hashes.every(({ alg }) => alg !== 'SHA-512'))).toEqual([])
  expect(components.filter(({ licenses }) => licenses.length === 0)).toEqual([])
})

const materials = v.object({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.object({
    component: v.object({ name: v.literal(packageJson.name), type: v.literal('application') }),
  }),
  components: v.array(
    v.object({
      purl: v.string(),
      hashes: v.optional(v.array(v.object({ alg: v.string(), content: v.string() })), []),
      licenses: v.optional(v.array(v.unknown()), []),
    }),
  ),
})

function componentsOf(text: string) {
  const content: unknown = JSON.parse(text)
  return v.parse(materials, content).components
}

function writeMaterials(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sbom-'))
  try {
    const file = path.join(folder, 'sbom.json')
    execFileSync('npm', ['run', 'sbom', '--', file], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
