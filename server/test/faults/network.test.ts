import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { FailureReason } from '#contract/failures.ts'

import { FAULT_NAMES } from '../../sample/faults/all-faults.ts'
import { createFaultInjector } from '../../sample/faults/injector.ts'
import { sampleRegions } from '../../sample/sample-images.ts'
import { startSampleServer, SAMPLE_KEYS } from '../../sample/server.ts'
import { createTestAuthority } from '../../testing/certificate.ts'
import {
  createServerHarness,
  type ServerHarness,
  type ServerHarnessOptions,
} from '../../testing/server-harness.ts'
import { buildPage, createStarter, exitOf } from '../../testing/spawn-server.ts'

const REGION = 'cn-hangzhou'
const REGIONS = sampleRegions().map(({ regionId }) => regionId)
/** Without faults that last ten seconds or stop all calls for a minute. */
const QUICK = FAULT_NAMES.filter((name) => !/stall|trickle|hold|throttled/.test(name))
const HALF_AN_HOUR_MS = 1_800_000

const authority = createTestAuthority()
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function start(options: ServerHarnessOptions): Promise<ServerHarness> {
  const harness = await createServerHarness(options)
  closing.push(() => harness.close())
  return harness
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'network-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A server that accepts connections and never answers. */
async function silentServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  closing.push(() => server.close())
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

describe('an invalid certificate', () => {
  const localhost = authority.issue('localhost')
  const trust = { ca: authority.ca }
  const now = Date.now()
  test.each<[name: string, ServerHarnessOptions, cause: string]>([
    ['from an unknown authority', { sample: { certificate: localhost } }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'for another host',
      { sample: { certificate: authority.issue('swas.evil.example') }, transport: trust },
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'that has expired',
      {
        sample: { certificate: authority.issue('localhost', { toMs: now - HALF_AN_HOUR_MS }) },
        transport: trust,
      },
      'CERT_HAS_EXPIRED',
    ],
    [
      'that is not valid yet',
      {
        sample: { certificate: authority.issue('localhost', { fromMs: now + HALF_AN_HOUR_MS }) },
        transport: trust,
      },
      'CERT_NOT_YET_VALID',
    ],
  ])('%s gets no request, and the snapshot stays', async (_name, options, cause) => {
    const cold = await start(options)
    const { status, body } = await cold.failImages(REGION)
    expect({ status, code: body.code }).toEqual({ status: 502, code: 'UPSTREAM_TLS' })
    expect(body.detail).toContain(cause)
    expect(cold.faults.stats()).toMatchObject({ calls: 0, connections: 1 })

    const folder = newFolder()
    const before = await start({ sample: { certificate: localhost }, transport: trust, folder })
    const { images } = (await before.readImages(REGION)).body
    expect(images.length).toBeGreaterThan(50)
    await before.stop()
    const warm = await start({ ...options, folder })
    expect((await warm.refresh(REGION)).body).toMatchObject({
      state: 'stale',
      failure: { code: 'UPSTREAM_TLS' },
    })
    expect((await warm.readImages(REGION)).body.images).toEqual(images)
    expect(warm.faults.stats()).toMatchObject({ calls: 0, connections: 1 })
    for (const harness of [cold, before, warm]) expect(harness.leaks()).toEqual([])
  })
})

describe('an unreachable cloud', () => {
  test.each<
    [name: string, code: string, options: () => Promise<ServerHarnessOptions>, reason: FailureReason]
  >([
    [
      'its name does not resolve',
      'UPSTREAM_UNREACHABLE',
      () =>
        Promise.resolve({
          endpoint: null,
          transport: {
            lookup: (_host, _options, callback) =>
              callback(Object.assign(new Error('LEAK'), { code: 'ENOTFOUND' }), ''),
          },
        }),
      'dns',
    ],
    [
      'it refuses connections',
      'UPSTREAM_UNREACHABLE',
      async () => {
        const { server, port } = await silentServer()
        server.close()
        await once(server, 'close')
        return { endpoint: `http://127.0.0.1:${port}` }
      },
      'refused',
    ],
    [
      'it never finishes connecting',
      'UPSTREAM_TIMEOUT',
      async () => {
        const { port } = await silentServer()
        return { endpoint: `https://127.0.0.1:${port}`, transport: { connectMs: 20 } }
      },
      'connect',
    ],
  ])('%s: %s', async (_name, code, options, reason) => {
    const harness = await start(await options())
    const { status, body } = await harness.failImages(REGION)
    expect({ status, code: body.code, reason: body.reason }).toEqual({
      status: code === 'UPSTREAM_TIMEOUT' ? 504 : 502,
      code,
      reason,
    })
    expect(harness.calls()).toMatchObject([{ attempts: 2, code }])
    expect((await harness.ask('/healthz')).status).toBe(200)
    expect(harness.leaks()).toEqual([])
  })
})

describe('the server process', () => {
  beforeAll(buildPage, 60_000)

  test('trusts NODE_EXTRA_CA_CERTS, and survives every fault', async () => {
    const folder = newFolder()
    const ca = path.join(folder, 'ca.pem')
    writeFileSync(ca, authority.ca)
    const faults = createFaultInjector()
    const swas = await startSampleServer({ faults, certificate: authority.issue('localhost') })
    const starter = createStarter(folder)
    closing.push(
      () => swas.close(),
      () => starter.killAll(),
    )
    const { child, stderr, url } = await starter.open({
      NODE_EXTRA_CA_CERTS: ca,
      SWAS_ENDPOINT: swas.origin,
      SWAS_CALLS_PER_MINUTE: '1000',
      ALIBABA_CLOUD_ACCESS_KEY_ID: SAMPLE_KEYS.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SAMPLE_KEYS.accessKeySecret,
    })
    const ask = async (target: string) => {
      const response = await fetch(new URL(target, url), { headers: { 'X-Console': '1' } })
      return { status: response.status, text: await response.text() }
    }
    const good = await ask(`/api/images?region=${REGION}`)
    expect(good.status).toBe(200)

    for (const [index, mode] of QUICK.entries()) {
      const region = REGIONS[index % REGIONS.length] ?? REGION
      faults.set({ mode, region })
      const [images, health] = await Promise.all([ask(`/api/images?region=${region}`), ask('/healthz')])
      expect([200, 502, 503, 504]).toContain(images.status)
      expect(health.status).toBe(200)
    }
    faults.reset()
    const again = await ask(`/api/images?region=${REGION}`)
    expect(again.text.split('"total"')[0]).toBe(good.text.split('"total"')[0])
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(0)
    expect(await stderr).not.toMatch(/unhandledRejection|uncaughtException|LEAK|POISON/)
  })
})
