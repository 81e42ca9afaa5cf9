import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { buildPage, createStarter, exitOf } from '../testing/spawn-server.ts'

let folder: string
let starter: ReturnType<typeof createStarter>

beforeAll(buildPage, 60_000)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'permission-'))
  starter = createStarter(folder)
})
afterEach(() => {
  starter.killAll()
  rmSync(folder, { recursive: true })
})

/** Prints the outcome of each attempt. */
const PROBE = `
  const fs = process.getBuiltinModule('node:fs')
  const attempts = {
    readForeign: () => fs.readFileSync(process.env.FOREIGN),
    listHome: () => fs.readdirSync(process.env.HOME),
    writeForeign: () => fs.writeFileSync(process.env.FOREIGN, 'x'),
    writeProgram: () => fs.writeFileSync(process.env.PROGRAM, 'x'),
    startProcess: () => process.getBuiltinModule('node:child_process').execFileSync('true'),
    startThread: () => new (process.getBuiltinModule('node:worker_threads').Worker)('1', { eval: true }),
    openDebugger: () => process.getBuiltinModule('node:inspector').open(0),
    readProgram: () => fs.readFileSync(process.env.PROGRAM),
    makeData: () => fs.mkdirSync(process.env.DATA_DIR, { recursive: true }),
    writeData: () => fs.writeFileSync(process.env.DATA_DIR + '/probe', ''),
  }
  const outcomes = Object.entries(attempts).map(([name, attempt]) => {
    try { attempt(); return [name, 'done'] } catch (error) { return [name, error.code] }
  })
  console.log(JSON.stringify(Object.fromEntries(outcomes)))
`

test.runIf(process.platform === 'linux')('a running server can do its work and nothing else', async () => {
  const foreign = path.join(folder, 'foreign')
  writeFileSync(foreign, 'off limits')
  const dataDir = path.join(folder, 'not/there/yet')
  const { child, url } = await starter.open({ SWAS_CREDENTIALS: 'sample', DATA_DIR: dataDir })
  const headers = { 'X-Console': '1' }
  const images = await fetch(`${url}api/images?region=cn-hangzhou`, { headers })
  expect(await images.json()).toHaveProperty('images.0.imageId')
  const metrics = await fetch(`${url}metrics`, { headers })
  expect(await metrics.text()).toMatch(/^swas_process_open_fds \d/m)

  // Runs another program with the same flags as the running server.
  const [node = '', ...options] = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8').split('\0')
  const main = options.findIndex((option) => option.endsWith('main.ts'))
  const text = execFileSync(node, [...options.slice(0, main), '--eval', PROBE], {
    encoding: 'utf8',
    env: { HOME: folder, FOREIGN: foreign, PROGRAM: options[main], DATA_DIR: dataDir },
  })
  const denied = 'ERR_ACCESS_DENIED'
  expect(JSON.parse(text)).toEqual({
    readForeign: denied,
    listHome: denied,
    writeForeign: denied,
    writeProgram: denied,
    startProcess: denied,
    startThread: denied,
    openDebugger: denied,
    readProgram: 'done',
    makeData: 'done',
    writeData: 'done',
  })
  child.kill('SIGTERM')
  expect(await exitOf(child)).toBe(0)
})

test('the store is a file, in a folder that did not exist', async () => {
  const dataDir = path.join(folder, 'not/there/yet')
  const { child } = await starter.open({
    SWAS_ENDPOINT: 'http://127.0.0.1:9',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tPermissionTests01',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'permission-tests-canary-secret',
    DATA_DIR: dataDir,
  })
  expect(readdirSync(dataDir).length).toBeGreaterThan(0)
  child.kill('SIGTERM')
  expect(await exitOf(child)).toBe(0)
})
