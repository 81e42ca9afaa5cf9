import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { FailureReason } from '#contract/failures.ts'

import { FAULT_NAMES } from '../../sample/faults/all-faults.ts'
import { createFaultDesk } from '../../sample/faults/injector.ts'
import { sampleRegions } from '../../sample/sample-images.ts'
import { createSampleSwas, SAMPLE_KEYS } from '../../sample/server.ts'
import { createTestAuthority } from '../../testing/certificate.ts'
import { createFaultRig, type FaultRig, type FaultRigOptions } from '../../testing/server-harness.ts'
import { buildPage, createStarter, exitOf } from '../../testing/spawn-server.ts'

const REGION = 'cn-hangzhou'
const REGIONS = sampleRegions().map(({ regionId }) => regionId)
/** Without those that last ten seconds, and those after which nothing is asked for a minute. */
const QUICK = FAULT_NAMES.filter((name) => !/stall|trickle|hold|throttled/.test(name))
const HALF_AN_HOUR_MS = 1_800_000

const authority = createTestAuthority()
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function start(options: FaultRigOptions): Promise<FaultRig> {
  const rig = await createFaultRig(options)
  closing.push(() => rig.close())
  return rig
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'network-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A server that takes connections and never says a word; none at all once it is closed. */
async function silentServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  closing.push(() => server.close())
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

describe('a certificate that proves nothing', () => {
  const localhost = authority.issue('localhost')
  const trust = { ca: authority.ca }
  const now = Date.now()
  test.each<[name: string, FaultRigOptions, cause: string]>([
    ['of an unknown authority', { sample: { certificate: localhost } }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'of another host',
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
  ])('%s gets no request, and takes nothing away', async (_name, options, cause) => {
    const cold = await start(options)
    const { status, body } = await cold.failImages(REGION)
    expect({ status, code: body.code }).toEqual({ status: 502, code: 'UPSTREAM_TLS' })
    expect(body.detail).toContain(cause)
    expect(cold.desk.stats()).toMatchObject({ calls: 0, connections: 1 })

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
    expect(warm.desk.stats()).toMatchObject({ calls: 0, connections: 1 })
    for (const rig of [cold, before, warm]) expect(rig.leaks()).toEqual([])
  })
})

describe('no way to the cloud', () => {
  test.each<[name: string, code: string, options: () => Promise<FaultRigOptions>, reason: FailureReason]>([
    [
      'its name is not known',
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
  ])('since %s: %s', async (_name, code, options, reason) => {
    const rig = await start(await options())
    const { status, body } = await rig.failImages(REGION)
    expect({ status, code: body.code, reason: body.reason }).toEqual({
      status: code === 'UPSTREAM_TIMEOUT' ? 504 : 502,
      code,
      reason,
    })
    expect(rig.calls()).toMatchObject([{ attempts: 2, code }])
    expect((await rig.ask('/healthz')).status).toBe(200)
    expect(rig.leaks()).toEqual([])
  })
})

describe('the process itself', () => {
  beforeAll(buildPage, 60_000)

  test('trusts an authority that it was given, and survives whatever the cloud does', async () => {
    const folder = newFolder()
    const ca = path.join(folder, 'ca.pem')
    writeFileSync(ca, authority.ca)
    const desk = createFaultDesk()
    const swas = await createSampleSwas({ faults: desk, certificate: authority.issue('localhost') })
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
      desk.set({ mode, region })
      const [images, health] = await Promise.all([ask(`/api/images?region=${region}`), ask('/healthz')])
      expect([200, 502, 503, 504]).toContain(images.status)
      expect(health.status).toBe(200)
    }
    desk.reset()
    const again = await ask(`/api/images?region=${REGION}`)
    expect(again.text.split('"total"')[0]).toBe(good.text.split('"total"')[0])
    child.kill('SIGTERM')
    expect(await exitOf(child)).toBe(0)
    expect(await stderr).not.toMatch(/unhandledRejection|uncaughtException|LEAK|POISON/)
  })
})
