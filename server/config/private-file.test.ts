import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readPrivateFile, readPublicFile, readSecretFile } from './private-file.ts'

const SECRET = 'canary-0123456789-0123456789-0123456789'
let folder = ''
let file = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'private-file-'))
  file = path.join(folder, 'secret')
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(text: string, mode = 0o600) {
  writeFileSync(file, text)
  chmodSync(file, mode)
}

describe.skipIf(process.platform === 'win32')('a file that others may read', () => {
  test.each([0o640, 0o604, 0o660, 0o644, 0o666, 0o610, 0o601])('is refused: mode %o', (mode) => {
    write(SECRET, mode)
    const read = readPrivateFile('TOKEN_FILE', file)
    const digits = mode.toString(8)
    expect(read).toEqual({
      problem: `TOKEN_FILE=${file}: other users may read it (mode 0${digits}): chmod 600 ${file}`,
    })
  })

  test.each([0o600, 0o400, 0o700])('is taken where they may not: mode %o', (mode) => {
    write(SECRET, mode)
    expect(readPrivateFile('TOKEN_FILE', file)).toEqual({ text: SECRET })
  })

  test('is taken where it is public', () => {
    write('certificate', 0o644)
    expect(readPublicFile('TLS_CERT', file)).toEqual({ text: 'certificate' })
  })
})

test.each([
  ['a file that is not there', 'nothing', 'ENOENT'],
  ['a folder', '.', 'EISDIR'],
])('%s is named with the reason', (_, name, code) => {
  const place = path.join(folder, name)
  chmodSync(folder, 0o700)
  expect(readSecretFile('TOKEN_FILE', place)).toEqual({
    problem: `TOKEN_FILE=${place}: it cannot be read (${code}).`,
  })
})

describe('a secret', () => {
  test.each([
    ['with a line break at its end', `${SECRET}\n`],
    ['of exactly 32 characters', 'abcdefgh'.repeat(4)],
  ])('%s is taken', (_, text) => {
    write(text)
    expect(readSecretFile('TOKEN_FILE', file)).toEqual({ text: text.trim() })
  })

  test.each([
    ['that is empty', ''],
    ['of 31 characters', 'abcdefgh'.repeat(4).slice(1)],
    ['of one character', 'a'.repeat(64)],
    ['of two words', `${SECRET} ${SECRET}`],
    ['of two lines', `${SECRET}\n${SECRET}\n`],
    ['of other scripts', '令牌'.repeat(32)],
  ])('%s is refused without a word of it', (_, text) => {
    write(text)
    const read = readSecretFile('TOKEN_FILE', file)
    expect(read).toHaveProperty('problem')
    expect(JSON.stringify(read)).not.toMatch(/canary|令|aaa|abcd/)
  })
})
