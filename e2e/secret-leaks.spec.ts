import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { cards, expect, test } from './support/fixtures.ts'
import { startProcess } from './support/processes.ts'
import { addCanaries, filesIn, findLeaks, findLeaksInFolder, watchResponses } from './support/secret-leaks.ts'

const SECRET = 'Canary+Of/This"Run=7319'
const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tCanaryOfThisRun', ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET }

for (const [how, text] of [
  ['plain', `a ${SECRET} b`],
  ['cut in half', `a ${SECRET.slice(0, 12)}…`],
  ['backwards', Array.from(SECRET).toReversed().join('')],
  ['as JSON', JSON.stringify({ nested: JSON.stringify(SECRET) })],
  ['percent-encoded', new URLSearchParams({ key: SECRET }).toString()],
  ['in hex', Buffer.from(`x${SECRET}`).toString('hex')],
  ...['', 'a', 'ab'].map((before) => [
    `in base64 after ${before.length} bytes`,
    Buffer.from(`${before}${SECRET} and more`).toString('base64'),
  ]),
] as const) {
  test(`a secret is found ${how}`, () => {
    expect(findLeaks('here', `before ${text} after`, [SECRET])).toEqual(['here'])
  })
}

test('nothing is found if there is no secret', () => {
  expect(
    findLeaks('here', JSON.stringify({ imageId: 'm-bp1', name: 'Canary of this run' }), [SECRET]),
  ).toEqual([])
})

/** A server that leaks its secret. */
const leaky = (statement: string) =>
  `const key = process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET; ${statement}; console.log('http://127.0.0.1:1'); process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)`

for (const [where, statement] of [
  ['stderr', 'console.error({ key })'],
  ['stdout', 'console.log(btoa(key))'],
  [
    'leaked.txt',
    "require('node:fs').writeFileSync(process.env.DATA_DIR + '/leaked.txt', encodeURIComponent(key))",
  ],
] as const) {
  test(`a process that leaks a secret to ${where} fails its test`, async () => {
    const info = test.info()
    const file = info.outputPath('leaky.cjs')
    writeFileSync(file, leaky(statement))
    mkdirSync(info.outputPath('data'))
    const app = await startProcess(file, [], { ...KEYS, DATA_DIR: info.outputPath('data') })
    await expect(app.stop()).rejects.toThrow(
      `leaked a secret: ${where === 'leaked.txt' ? info.outputPath('data', where) : where}`,
    )
  })
}

test('a process with a secret in its command line fails its test', async () => {
  const info = test.info()
  test.skip(process.platform !== 'linux', 'only Linux has /proc')
  const file = info.outputPath('leaky.cjs')
  writeFileSync(file, leaky(''))
  const app = await startProcess(file, [`--key=${SECRET}`], KEYS)
  await expect(app.stop()).rejects.toThrow('leaked a secret: command line')
})

test('a secret in the headers or body of a response is found', async ({ browser }) => {
  addCanaries(KEYS)
  const context = await browser.newContext()
  const responses = watchResponses(context)
  const page = await context.newPage()
  await page.route('http://swas.localhost/**', (route) => {
    const isHead = route.request().url().endsWith('head')
    return route.fulfill(isHead ? { headers: { 'x-key': SECRET } } : { body: JSON.stringify({ SECRET }) })
  })
  await page.goto('http://swas.localhost/body')
  await page.evaluate(() => fetch('/head').then((answer) => answer.text()))
  expect(await responses.leaks()).toEqual(['body of 200 /body', 'headers of 200 /head'])
  await context.close()
})

test('keys of a profile appear nowhere, not even in the environment of the process', async ({
  page,
  cloud,
}, info) => {
  test.skip(process.platform !== 'linux', 'only Linux has /proc')
  const home = info.outputPath('home')
  const dataDir = info.outputPath('profile-data')
  mkdirSync(path.join(home, '.aliyun'), { recursive: true })
  const profile = {
    name: 'default',
    mode: 'AK',
    access_key_id: KEYS.ALIBABA_CLOUD_ACCESS_KEY_ID,
    access_key_secret: SECRET,
    region_id: 'cn-hangzhou',
  }
  writeFileSync(
    path.join(home, '.aliyun/config.json'),
    JSON.stringify({ current: 'default', profiles: [profile] }),
    {
      mode: 0o600,
    },
  )
  const secrets = addCanaries(KEYS)
  const app = await startProcess('server/start.ts', [], {
    HOME: home,
    PORT: '0',
    SWAS_CREDENTIALS: 'profile',
    SWAS_ENDPOINT: cloud.origin,
    SWAS_SWEEP: 'off',
    DATA_DIR: dataDir,
  })
  await page.goto(`${app.origin}/images?region=cn-hangzhou`)
  await expect(cards(page).first()).toBeVisible()
  expect(findLeaks('environ', readFileSync(`/proc/${app.pid}/environ`), secrets)).toEqual([])
  await app.stop()
  expect(filesIn(dataDir)).not.toEqual([])
  expect(findLeaksInFolder(dataDir, secrets)).toEqual([])
  expect(findLeaks('output', JSON.stringify(app.output), secrets)).toEqual([])
})

test('a build in an environment with keys contains neither keys nor source maps', async () => {
  const info = test.info()
  const dist = info.outputPath('dist')
  await promisify(execFile)('vite', ['build', '--logLevel', 'error', '--outDir', dist], {
    env: { ...process.env, ...KEYS, VITE_NOTHING: 'x' },
  })
  const files = filesIn(dist)
  expect(files.length).toBeGreaterThan(10)
  expect(findLeaksInFolder(dist, Object.values(KEYS))).toEqual([])
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  expect(findLeaksInFolder('dist', Object.values(KEYS))).toEqual([])
})
