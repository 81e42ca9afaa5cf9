import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, expect, inject, test } from 'vitest'

import { startBackend } from '../app.ts'
import { parseConfig } from '../config/config.ts'
import { createHttpServer } from '../http/server.ts'
import { createLog } from '../telemetry/logger.ts'
import { BATCH_SIZE } from '../testing/corrupt-bytes.ts'

const MEBIBYTE = 1024 * 1024
const AT_A_TIME = 10

const folder = mkdtempSync(path.join(tmpdir(), 'warm-'))
const env = { SWAS_CREDENTIALS: 'sample', SWAS_SWEEP: 'off', DATA_DIR: folder }
const log = createLog(() => {}, [])
const backend = await startBackend(parseConfig(env, { hasProfile: false, addresses: ['127.0.0.1'] }), log)
const service = createHttpServer({ ...backend, pages: null, log, version: '0.0.0' })
const url = await service.listen({ address: '127.0.0.1', port: 0 })
const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME })
afterAll(async () => {
  agent.destroy()
  await service.drain(0)
  await backend.close()
  rmSync(folder, { recursive: true })
})

function statusOf(target: string, encoding: string): Promise<number> {
  const headers = { 'X-Console': '1', 'Accept-Encoding': encoding }
  return new Promise((resolve, reject) => {
    get(new URL(target, url), { agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    }).once('error', reject)
  })
}

const REGIONS = ['cn-hangzhou', 'us-west-1', 'ap-southeast-1']
const ENCODINGS = ['identity', 'gzip', 'br']

/** A few views over and over; half of the reads are for something new. */
function targetOf(number: number): string {
  const region = REGIONS[number % REGIONS.length] ?? ''
  const targets = [
    `/api/images?region=${region}`,
    `/api/images?region=${region}&q=never-${number}`,
    `/api/images?region=${REGIONS.join(',')}&type=system&platform=Linux`,
    `/api/images?region=${region}&ids=m-never-${number}`,
    '/api/regions?lang=zh-CN',
    `/api/images/${region}/m-never-${number}`,
    '/api/status',
    `/api/changes?q=never-${number}&since=2026-01-01T00:00:00Z`,
  ]
  return targets[number % targets.length] ?? ''
}

async function read(number: number) {
  const target = targetOf(number)
  const status = await statusOf(target, ENCODINGS[number % 5] ?? 'gzip')
  if (status !== 200) throw new Error(`${target}: ${status}`)
}

async function readMany(from: number, to: number) {
  let next = from
  const readOneByOne = async () => {
    while (next < to) {
      next += 1
      await read(next)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, readOneByOne))
}

/** Memory in use after garbage collection, with buffers outside the heap, which are freed a moment later. */
async function usedBytes(): Promise<number> {
  for (const _ of [1, 2]) {
    globalThis.gc?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test('memory does not grow with the number of warm reads', { timeout: 900_000 }, async () => {
  const reads = inject('fuzzBatches') * BATCH_SIZE
  // Fills the bounded caches.
  await readMany(0, reads / 2)
  const taken = backend.catalogue.status().regions.map(({ fetchedAt }) => fetchedAt)
  const before = await usedBytes()
  await readMany(reads / 2, reads * 1.5)
  expect((await usedBytes()) - before).toBeLessThan(16 * MEBIBYTE)
  expect(backend.catalogue.status().regions.map(({ fetchedAt }) => fetchedAt)).toEqual(taken)
  expect(taken.filter((at) => at !== null)).toHaveLength(REGIONS.length)
})
