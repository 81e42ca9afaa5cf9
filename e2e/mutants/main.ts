import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ALL_MUTATIONS } from './all-mutations.ts'
import type { Mutation } from './mutation.ts'
import { runTests } from './run-tests.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const COPIED = ['server', 'web', 'package.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'README.md']

/**
 * Takes away one control at a time, in a copy, and tells which the tests do not miss.
 * @param wanted a part of the name or the file of the controls; all of them where it is empty
 */
async function main(wanted = ''): Promise<number> {
  const mutations = ALL_MUTATIONS.filter(({ control, file }) => `${control} ${file}`.includes(wanted))
  const copy = mkdtempSync(path.join(tmpdir(), 'mutants-'))
  try {
    for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true })
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
    let survivors = 0
    for (const mutation of mutations) {
      const failed = await failuresWithout(mutation, copy)
      if (failed === 0) survivors += 1
      const verdict = failed === 0 ? 'SURVIVED' : `${failed} failed`
      process.stdout.write(`${verdict.padEnd(12)}${mutation.control}  (${mutation.file})\n`)
    }
    process.stdout.write(`${mutations.length} controls taken away, ${survivors} unnoticed\n`)
    return survivors === 0 ? 0 : 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function failuresWithout({ file, find, replace, tests }: Mutation, copy: string): Promise<number> {
  const target = path.join(copy, file)
  const whole = readFileSync(target, 'utf8')
  writeFileSync(
    target,
    whole.replace(find, () => replace),
  )
  try {
    return await runTests(copy, tests)
  } finally {
    writeFileSync(target, whole)
  }
}

process.exitCode = await main(process.argv[2])
