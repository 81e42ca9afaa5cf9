import type { LookupFunction } from 'node:net'

import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { createTestAuthority, type TestAuthority } from '../testing/certificate.ts'
import { type Arrival, rawResponse } from '../testing/raw-upstream.ts'
import {
  type ClientHarness,
  createClientHarness,
  type HarnessOptions,
} from '../testing/swas-client-harness.ts'

const HOUR_MS = 3_600_000
const ANSWER = rawResponse(200, '{"RequestId":"R-1","Images":[]}')

let authority: TestAuthority
let harness: ClientHarness | undefined
beforeAll(() => {
  authority = createTestAuthority()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await harness?.close()
})

const answer = ({ socket }: Arrival) => socket.write(ANSWER)

async function list(options: HarnessOptions, respond: (arrival: Arrival) => void = answer) {
  harness = await createClientHarness(respond, options)
  return harness.client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
}

describe('connecting to the upstream', () => {
  test.each(['ENOTFOUND', 'EAI_AGAIN'])('fails with the name that cannot be resolved (%s)', async (code) => {
    const asked: string[] = []
    const lookup: LookupFunction = (host, _options, callback) => {
      asked.push(host)
      callback(Object.assign(new Error('no such name'), { code }), '')
    }
    const outcome = await list({ originOverride: null, transportOptions: { lookup } })
    expect(outcome).toMatchObject({
      ok: false,
      failure: {
        code: 'UPSTREAM_UNREACHABLE',
        reason: 'dns',
        detail: 'Cannot resolve swas.cn-hangzhou.aliyuncs.com. Check network and VPN.',
      },
    })
    expect(asked).toEqual(['swas.cn-hangzhou.aliyuncs.com', 'swas.cn-hangzhou.aliyuncs.com'])
    expect(harness?.events).toMatchObject([{ attempts: 2 }])
  })

  test('fails if the connection is refused', async () => {
    const gone = await createClientHarness(answer)
    await gone.close()
    const outcome = await list({ originOverride: gone.upstream.origin })
    expect(outcome).toMatchObject({ failure: { code: 'UPSTREAM_UNREACHABLE', reason: 'refused' } })
    expect(harness?.events).toMatchObject([{ attempts: 2 }])
  })

  test('times out long before the deadline, and is retried once', async () => {
    const silent = await createClientHarness(() => {})
    // A server without TLS never answers the handshake.
    const originOverride = silent.upstream.origin.replace('http:', 'https:')
    const outcome = await list({ originOverride, transportOptions: { connectMs: 20 } })
    expect(outcome).toMatchObject({ failure: { code: 'UPSTREAM_TIMEOUT', reason: 'connect' } })
    expect(harness?.events).toMatchObject([{ attempts: 2 }])
    await silent.close()
  })

  test('ignores proxies of the environment', async () => {
    const proxy = await createClientHarness(answer)
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) {
      vi.stubEnv(name, proxy.upstream.origin)
      vi.stubEnv(name.toLowerCase(), proxy.upstream.origin)
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1')
    expect(await list({})).toMatchObject({ ok: true })
    expect(proxy.upstream.connections()).toBe(0)
    await proxy.close()
  })
})

describe('a certificate', () => {
  test('is accepted if a trusted authority issued it for the host', async () => {
    const outcome = await list({
      certificate: authority.issue('localhost'),
      transportOptions: { ca: authority.ca },
    })
    expect(outcome).toMatchObject({ ok: true })
  })

  test.each([
    ['no trusted authority issued it', 'localhost', {}, false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['it is for another host', 'swas.evil.example', {}, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['it has expired', 'localhost', { toMs: Date.now() - HOUR_MS / 2 }, true, 'CERT_HAS_EXPIRED'],
    ['it is not valid yet', 'localhost', { fromMs: Date.now() + HOUR_MS / 2 }, true, 'CERT_NOT_YET_VALID'],
  ])('is refused before any key is sent if %s', async (_name, host, validity, trusted, cause) => {
    const outcome = await list({
      certificate: authority.issue(host, validity),
      transportOptions: trusted ? { ca: authority.ca } : {},
    })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TLS', retryAfterMs: null } })
    expect(outcome.ok ? '' : outcome.failure.detail).toContain(cause)
    expect(harness?.upstream.heads).toEqual([])
    expect(harness?.events).toMatchObject([{ attempts: 1 }])
  })

  test('of a server without TLS 1.2 is refused before any key is sent', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const outcome = await list({
      certificate: { ...authority.issue('localhost'), ...old },
      transportOptions: { ca: authority.ca },
    })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TLS', retryAfterMs: null } })
    expect(outcome.ok ? '' : outcome.failure.detail).toContain('offers no TLS 1.2 or later')
    expect(harness?.upstream.heads).toEqual([])
    expect(harness?.events).toMatchObject([{ attempts: 1 }])
  })

  test('is checked whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const outcome = await list({ certificate: authority.issue('localhost') })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TLS' } })
    expect(harness?.upstream.heads).toEqual([])
  })

  test('is missing: plain HTTP on a TLS port is refused', async () => {
    const plain = await createClientHarness(({ socket }) => socket.write('HTTP/1.1 400 Bad\r\n\r\n'))
    plain.upstream.onConnection((socket) => socket.write('HTTP/1.1 400 Bad\r\n\r\n'))
    const originOverride = plain.upstream.origin.replace('http:', 'https:')
    const outcome = await list({ originOverride })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_BAD_RESPONSE' } })
    expect(harness?.events).toMatchObject([{ attempts: 2 }])
    await plain.close()
  })
})

describe('the host', () => {
  function setUp() {
    const asked: string[] = []
    const lookup: LookupFunction = (host, _options, callback) => {
      asked.push(host)
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '')
    }
    return { asked, options: { originOverride: null, transportOptions: { lookup } } }
  }

  test('is that of the region, and Hangzhou for the list of regions', async () => {
    const { asked, options } = setUp()
    harness = await createClientHarness(answer, options)
    await harness.client.listImages({ regionId: 'cn-beijing' }, 'sweep')
    await harness.client.listRegions('en-US', 'sweep')
    expect([...new Set(asked)]).toEqual(['swas.cn-beijing.aliyuncs.com', 'swas.cn-hangzhou.aliyuncs.com'])
  })

  test('is the override if there is one, and the region stays a parameter', async () => {
    await list({})
    harness?.upstream.heads.forEach((head) =>
      expect(head).toContain(`host: 127.0.0.1:${harness?.upstream.port}`),
    )
    await harness?.client.listImages(
      { regionId: 'ap-southeast-1', imageType: 'app', imageIds: ['m-1'] },
      'view',
    )
    expect(harness?.upstream.heads[1]?.split('\r\n')[0]).toBe(
      'POST /?ImageIds=%5B%22m-1%22%5D&ImageType=app&RegionId=ap-southeast-1 HTTP/1.1',
    )
  })

  test('gets no request with more than 50 image IDs', async () => {
    harness = await createClientHarness(answer)
    const imageIds = Array.from({ length: 51 }, (_, index) => `m-${index}`)
    const outcome = await harness.client.listImages({ regionId: 'cn-hangzhou', imageIds }, 'operator')
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_REQUEST' } })
    expect(harness.upstream.heads).toEqual([])
  })
})
