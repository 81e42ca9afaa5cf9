import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ALL_MUTATIONS } from './all-mutations.ts'
import type { Mutation } from './mutation.ts'
import { buildPage, runSpecs } from './run-specs.ts'
import { runTests } from './run-tests.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const COPIED = [
  'server',
  'web',
  'e2e',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'index.html',
  'README.md',
]

const isBrowserTest = ({ tests }: Mutation) => tests.every((file) => file.startsWith('e2e/'))

/**
 * Removes one control at a time, in a copy of the project, and reports each removal that no test notices.
 * @param wanted part of a control's name or file; empty for all controls
 */
async function main(wanted = ''): Promise<number> {
  const mutations = ALL_MUTATIONS.filter(({ control, file }) => `${control} ${file}`.includes(wanted))
  const copy = mkdtempSync(path.join(tmpdir(), 'mutants-'))
  try {
    for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true })
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
    const unmutated = path.join(copy, 'unmutated')
    if (mutations.some(isBrowserTest)) {
      await buildPage(copy)
      cpSync(path.join(copy, 'dist'), unmutated, { recursive: true })
    }
    let survivors = 0
    for (const mutation of mutations) {
      const failed = await failuresWithout(mutation, copy, unmutated)
      if (failed === 0) survivors += 1
      const verdict = failed === 0 ? 'SURVIVED' : `${failed} failed`
      process.stdout.write(`${verdict.padEnd(12)}${mutation.control}  (${mutation.file})\n`)
    }
    process.stdout.write(`${mutations.length} controls removed, ${survivors} unnoticed\n`)
    return survivors === 0 ? 0 : 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function failuresWithout(mutation: Mutation, copy: string, unmutated: string): Promise<number> {
  const { file, find, replace, tests } = mutation
  const target = path.join(copy, file)
  const original = readFileSync(target, 'utf8')
  writeFileSync(
    target,
    original.replace(find, () => replace),
  )
  try {
    return isBrowserTest(mutation) ? await runSpecs(copy, unmutated, tests) : await runTests(copy, tests)
  } finally {
    writeFileSync(target, original)
  }
}

process.exitCode = await main(process.argv[2])
