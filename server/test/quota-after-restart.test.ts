import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'

import * as v from 'valibot'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { PATHS } from '#contract/api.ts'
import { statusAnswerSchema } from '#contract/status.ts'

import { buildPage, createStarter } from '../testing/spawn-server.ts'

const CONSOLE = { 'X-Console': '1' }
const EMPTY_LIST = JSON.stringify({ RequestId: '6EF60BEC-0242-43AF-BB20-270359FB54A7', Images: [] })
const THROTTLED = JSON.stringify({
  Code: 'Throttling.User',
  Message: 'Request was denied due to user flow control.',
})

let folder = ''
let starter: ReturnType<typeof createStarter>
let cloud: Server
/** Arrival times of ListImages calls. */
let arrivals: number[]
let isThrottled: boolean

beforeAll(buildPage, 60_000)
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'quota-'))
  starter = createStarter(folder)
  arrivals = []
  isThrottled = false
  cloud = createServer((request, response) => {
    const isList = request.headers['x-acs-action'] === 'ListImages'
    if (isList) arrivals.push(performance.now())
    if (isList && isThrottled) {
      response.writeHead(429, { 'Content-Type': 'application/json' }).end(THROTTLED)
      return
    }
    // If ListRegions fails, the server uses the regions it knows.
    response.writeHead(isList ? 200 : 500, { 'Content-Type': 'application/json' }).end(EMPTY_LIST)
  }).listen(0, '127.0.0.1')
  await once(cloud, 'listening')
})
afterEach(() => {
  starter.killAll()
  cloud.close()
  rmSync(folder, { recursive: true })
})

async function start() {
  const address = cloud.address()
  return starter.open({
    SWAS_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    SWAS_CREDENTIALS: 'env',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tRestartTests00001',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-no-account-0123456789',
  })
}

async function quotaOf(url: string) {
  const response = await fetch(new URL(PATHS.status, url), { headers: CONSOLE })
  const { quota } = v.parse(statusAnswerSchema, await response.json())
  return quota.find(({ operation }) => operation === 'ListImages')
}

test('a server that is killed repeatedly makes no more calls than one that keeps running', async () => {
  for (let life = 0; life < 3; life += 1) {
    const { child, url } = await start()
    const list = await fetch(new URL(`${PATHS.images}?region=all`, url), { headers: CONSOLE })
    expect(list.status).toBe(200)
    // A view leaves one of the nine calls to operators.
    await expect.poll(async () => (await quotaOf(url))?.spent, { timeout: 10_000 }).toBe(8)
    const killed = once(child, 'close')
    child.kill('SIGKILL')
    await killed
  }
  const inOneMinute = arrivals.filter((at) => at < (arrivals[0] ?? 0) + 60_000)
  expect(inOneMinute).toHaveLength(8)
}, 60_000)

test('a throttled server still waits after it was killed', async () => {
  isThrottled = true
  for (let life = 0; life < 2; life += 1) {
    const { child, url } = await start()
    const list = await fetch(new URL(`${PATHS.images}?region=cn-hangzhou`, url), { headers: CONSOLE })
    expect(await list.json()).toMatchObject({ code: 'UPSTREAM_THROTTLED' })
    expect(await quotaOf(url)).toMatchObject({ throttled: true })
    const killed = once(child, 'close')
    child.kill('SIGKILL')
    await killed
  }
  expect(arrivals).toHaveLength(1)
}, 60_000)
