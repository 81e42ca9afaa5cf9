import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as v from 'valibot'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { buildPage, createStarter } from '../testing/spawn-server.ts'

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tEnvironmentTest01',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'environment-tests-canary-secret',
  ALIBABA_CLOUD_SECURITY_TOKEN: 'environment-tests-canary-token',
}
const PREFIX = 'names of the environment: '

let folder: string
let starter: ReturnType<typeof createStarter>

beforeAll(buildPage, 60_000)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'environment-'))
  starter = createStarter(folder)
})
afterEach(() => {
  starter.killAll()
  rmSync(folder, { recursive: true })
})

/** Makes each process run this first, as an operator's own tools would be loaded. */
function preloaded(script: string): { NODE_OPTIONS: string } {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` }
}

const PRINT_NAMES = `process.stderr.write(${JSON.stringify(PREFIX)} + JSON.stringify(Object.keys(process.env)) + '\\n')`

function namesIn(text: string): string[] {
  const line = text.split('\n').find((line) => line.startsWith(PREFIX)) ?? ''
  return v.parse(v.array(v.string()), JSON.parse(line.slice(PREFIX.length)))
}

test.skipIf(process.platform === 'win32')(
  'a running server has removed the keys from its environment',
  async () => {
    const env = {
      ...KEYS,
      SWAS_ENDPOINT: 'http://127.0.0.1:9',
      ...preloaded(`process.on('SIGUSR2', () => ${PRINT_NAMES})`),
    }
    const { child } = await starter.open(env)
    const told = new Promise<string>((resolve) => {
      let text = ''
      child.stderr.on('data', (chunk) => {
        text += String(chunk)
        if (/^names of the environment: .*\n/m.test(text)) resolve(text)
      })
    })
    child.kill('SIGUSR2')
    const names = namesIn(await told)
    expect(names).toContain('SWAS_ENDPOINT')
    expect(names.filter((name) => name in KEYS)).toEqual([])
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
  },
)

test('the build tools do not get the keys, but the server does', async () => {
  const isBuild = `process.argv[1].endsWith('vite.js')`
  const env = {
    ...KEYS,
    SWAS_CREDENTIALS: 'env',
    PORT: 'nonsense',
    ...preloaded(`if (${isBuild}) { ${PRINT_NAMES}; process.exit(0) }`),
  }
  const { code, stderr } = await starter.run(env, ['--build'])
  const names = namesIn(stderr)
  expect(names).toContain('PORT')
  expect(names.filter((name) => name in KEYS)).toEqual([])
  // No problem with the keys is reported, so the server got them.
  expect([code, stderr.split('\n').slice(1)]).toEqual([
    78,
    ['PORT must be a whole number from 0 to 65535.', ''],
  ])
})

test('a failed build starts nothing, and sets the exit code', async () => {
  const env = preloaded(`if (process.argv[1].endsWith('vite.js')) process.exit(3)`)
  expect(await starter.run(env, ['--build'])).toEqual({ code: 3, stdout: '', stderr: '' })
})
