import type { LookupFunction } from 'node:net'

import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { createTestAuthority, type TestAuthority } from '../testing/certificate.ts'
import { type Arrival, answerOf } from '../testing/raw-upstream.ts'
import { type ClientHarness, createClientHarness, type RigOptions } from '../testing/swas-client-harness.ts'

const HOUR_MS = 3_600_000
const ANSWER = answerOf(200, '{"RequestId":"R-1","Images":[]}')

let authority: TestAuthority
let rig: ClientHarness | undefined
beforeAll(() => {
  authority = createTestAuthority()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rig?.close()
})

const answer = ({ socket }: Arrival) => socket.write(ANSWER)

async function list(options: RigOptions, misbehave: (arrival: Arrival) => void = answer) {
  rig = await createClientHarness(misbehave, options)
  return rig.client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
}

describe('the way to the upstream', () => {
  test.each(['ENOTFOUND', 'EAI_AGAIN'])('says which name cannot be resolved (%s)', async (code) => {
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
    expect(rig?.events).toMatchObject([{ attempts: 2 }])
  })

  test('says that the connection was refused', async () => {
    const gone = await createClientHarness(answer)
    await gone.close()
    const outcome = await list({ originOverride: gone.upstream.origin })
    expect(outcome).toMatchObject({ failure: { code: 'UPSTREAM_UNREACHABLE', reason: 'refused' } })
    expect(rig?.events).toMatchObject([{ attempts: 2 }])
  })

  test('gives up connecting long before the deadline, and tries once more', async () => {
    const silent = await createClientHarness(() => {})
    // A server without TLS never answers the handshake.
    const originOverride = silent.upstream.origin.replace('http:', 'https:')
    const outcome = await list({ originOverride, transportOptions: { connectMs: 20 } })
    expect(outcome).toMatchObject({ failure: { code: 'UPSTREAM_TIMEOUT', reason: 'connect' } })
    expect(rig?.events).toMatchObject([{ attempts: 2 }])
    await silent.close()
  })

  test('never leads through a proxy of the environment', async () => {
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

describe('TLS', () => {
  test('is believed where an authority signed for the host', async () => {
    const outcome = await list({
      certificate: authority.issue('localhost'),
      transportOptions: { ca: authority.ca },
    })
    expect(outcome).toMatchObject({ ok: true })
  })

  test.each([
    ['nobody vouches for it', 'localhost', {}, false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['it is another host', 'swas.evil.example', {}, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['it has expired', 'localhost', { toMs: Date.now() - HOUR_MS / 2 }, true, 'CERT_HAS_EXPIRED'],
    ['it is not valid yet', 'localhost', { fromMs: Date.now() + HOUR_MS / 2 }, true, 'CERT_NOT_YET_VALID'],
  ])('is refused before any key is sent where %s', async (_name, host, validity, trusted, cause) => {
    const outcome = await list({
      certificate: authority.issue(host, validity),
      transportOptions: trusted ? { ca: authority.ca } : {},
    })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TLS', retryAfterMs: null } })
    expect(outcome.ok ? '' : outcome.failure.detail).toContain(cause)
    expect(rig?.upstream.heads).toEqual([])
    expect(rig?.events).toMatchObject([{ attempts: 1 }])
  })

  test('is refused where it is older than 1.2, before any key is sent', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const outcome = await list({
      certificate: { ...authority.issue('localhost'), ...old },
      transportOptions: { ca: authority.ca },
    })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TLS', retryAfterMs: null } })
    expect(outcome.ok ? '' : outcome.failure.detail).toContain('offers no TLS 1.2 or later')
    expect(rig?.upstream.heads).toEqual([])
    expect(rig?.events).toMatchObject([{ attempts: 1 }])
  })

  test('is not weakened by the environment', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const outcome = await list({ certificate: authority.issue('localhost') })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_TLS' } })
    expect(rig?.upstream.heads).toEqual([])
  })

  test('that is none is no answer of the API', async () => {
    const plain = await createClientHarness(({ socket }) => socket.write('HTTP/1.1 400 Bad\r\n\r\n'))
    plain.upstream.onConnection((socket) => socket.write('HTTP/1.1 400 Bad\r\n\r\n'))
    const originOverride = plain.upstream.origin.replace('http:', 'https:')
    const outcome = await list({ originOverride })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'UPSTREAM_BAD_RESPONSE' } })
    expect(rig?.events).toMatchObject([{ attempts: 2 }])
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

  test('is that of the region that is asked, and of Hangzhou for the list of regions', async () => {
    const { asked, options } = setUp()
    rig = await createClientHarness(answer, options)
    await rig.client.listImages({ regionId: 'cn-beijing' }, 'sweep')
    await rig.client.listRegions('en-US', 'sweep')
    expect([...new Set(asked)]).toEqual(['swas.cn-beijing.aliyuncs.com', 'swas.cn-hangzhou.aliyuncs.com'])
  })

  test('is the stand-in where there is one, and the region stays in the question', async () => {
    await list({})
    rig?.upstream.heads.forEach((head) => expect(head).toContain(`host: 127.0.0.1:${rig?.upstream.port}`))
    await rig?.client.listImages({ regionId: 'ap-southeast-1', imageType: 'app', imageIds: ['m-1'] }, 'view')
    expect(rig?.upstream.heads[1]?.split('\r\n')[0]).toBe(
      'POST /?ImageIds=%5B%22m-1%22%5D&ImageType=app&RegionId=ap-southeast-1 HTTP/1.1',
    )
  })

  test('is not asked for more than 50 images by their IDs', async () => {
    rig = await createClientHarness(answer)
    const imageIds = Array.from({ length: 51 }, (_, index) => `m-${index}`)
    const outcome = await rig.client.listImages({ regionId: 'cn-hangzhou', imageIds }, 'operator')
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_REQUEST' } })
    expect(rig.upstream.heads).toEqual([])
  })
})
