import { afterEach, describe, expect, test } from 'vitest'

import type { Failure } from '#contract/failures.ts'

import { rawResponse } from '../testing/raw-upstream.ts'
import { type ClientHarness, createClientHarness } from '../testing/swas-client-harness.ts'

let harness: ClientHarness | undefined
afterEach(() => harness?.close())

function refusal(
  status: number,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Buffer {
  return rawResponse(status, JSON.stringify({ RequestId: 'R-1', Message: 'LEAK', ...body }), headers)
}

async function start(bytes: Buffer): Promise<ClientHarness> {
  harness = await createClientHarness(({ socket }) => socket.write(bytes))
  return harness
}

type Row = [code: string, status: number, attempts: number, expected: Partial<Failure>]

describe('an error code', () => {
  test.each<Row>([
    ['InternalError', 500, 2, { code: 'UPSTREAM_ERROR', retryAfterMs: 15_000 }],
    ['ServiceUnavailable', 503, 2, { code: 'UPSTREAM_UNAVAILABLE', retryAfterMs: 15_000 }],
    ['Throttling.User', 400, 1, { code: 'UPSTREAM_THROTTLED', retryAfterMs: 60_000 }],
    ['Throttling.User', 429, 1, { code: 'UPSTREAM_THROTTLED' }],
    ['Throttling.Api', 400, 1, { code: 'UPSTREAM_THROTTLED' }],
    ['Throttling', 503, 1, { code: 'UPSTREAM_THROTTLED' }],
    ['SignatureDoesNotMatch', 400, 1, { code: 'CREDENTIALS_REJECTED', reason: 'signature' }],
    ['SignatureDoesNotMatch', 403, 1, { code: 'CREDENTIALS_REJECTED', reason: 'signature' }],
    ['IncompleteSignature', 400, 1, { code: 'CREDENTIALS_REJECTED', reason: 'signature' }],
    ['InvalidAccessKeyId.NotFound', 404, 1, { code: 'CREDENTIALS_REJECTED', reason: 'not-found' }],
    ['InvalidAccessKeyId.NotFound', 400, 1, { code: 'CREDENTIALS_REJECTED', reason: 'not-found' }],
    ['InvalidAccessKeyId.Inactive', 400, 1, { code: 'CREDENTIALS_REJECTED', reason: 'inactive' }],
    ['InvalidSecurityToken.Malformed', 400, 1, { code: 'CREDENTIALS_REJECTED', reason: 'token' }],
    ['InvalidSecurityToken.Expired', 400, 1, { code: 'CREDENTIALS_EXPIRED' }],
    ['MissingSecurityToken', 400, 1, { code: 'CREDENTIALS_REJECTED', reason: 'token' }],
    ['InvalidTimeStamp.Format', 400, 1, { code: 'CLOCK_SKEW' }],
    ['NoPermission', 403, 1, { code: 'PERMISSION_DENIED' }],
    ['Forbidden', 403, 1, { code: 'PERMISSION_DENIED' }],
    ['Forbidden.RiskControl', 403, 1, { code: 'ACCOUNT_BLOCKED', reason: 'risk-control' }],
    ['Account.Arrearage', 400, 1, { code: 'ACCOUNT_BLOCKED', reason: 'arrears' }],
    ['InvalidAccountStatus.NotEnoughBalance', 403, 1, { code: 'ACCOUNT_BLOCKED', reason: 'arrears' }],
    ['InsufficientBalance', 400, 1, { code: 'ACCOUNT_BLOCKED', reason: 'arrears' }],
    ['InvalidParam', 403, 1, { code: 'UPSTREAM_REJECTED' }],
    ['InvalidRegionId.NotFound', 404, 1, { code: 'UPSTREAM_REJECTED' }],
    ['InvalidImageType.ValueNotSupported', 400, 1, { code: 'UPSTREAM_REJECTED' }],
    ['Never.Heard.Of', 400, 1, { code: 'UPSTREAM_REJECTED' }],
    ['Never.Heard.Of', 500, 2, { code: 'UPSTREAM_ERROR' }],
  ])('%s with status %i is explained in our own words', async (Code, status, attempts, expected) => {
    const { client, upstream } = await start(refusal(status, { Code }))
    const outcome = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(outcome).toMatchObject({
      ok: false,
      failure: { ...expected, upstream: { code: Code, status, requestId: 'R-1' } },
    })
    expect(upstream.heads).toHaveLength(attempts)
    expect(JSON.stringify(outcome)).not.toContain('LEAK')
  })

  test.each(['InternalError', 'Throttling.User', 'NoPermission', 'New.Code'])(
    '%s counts in a 200 as well',
    async (Code) => {
      const { client } = await start(refusal(200, { Code, Images: [] }))
      const outcome = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
      expect(outcome).toMatchObject({ ok: false, failure: { upstream: { code: Code, status: 200 } } })
    },
  )

  test('of a missing permission names the action and no account', async () => {
    const AccessDeniedDetail = {
      AuthAction: 'swas-open:ListImages',
      AuthPrincipalOwnerId: 'LEAK-1098765432109876',
      EncodedDiagnosticMessage: 'LEAK-AQEAAAAA',
    }
    const { client } = await start(refusal(403, { Code: 'Forbidden.RAM', AccessDeniedDetail }))
    const outcome = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(outcome).toMatchObject({
      failure: { code: 'PERMISSION_DENIED', detail: 'The RAM user of ****0001 lacks swas-open:ListImages.' },
    })
    expect(JSON.stringify(outcome)).not.toContain('LEAK')
  })

  test.each(['LEAK <b>', `LEAK ${'x'.repeat(200)}`, 'https://LEAK/?Signature=s'])(
    'is not shown if it does not look like one: %s',
    async (Code) => {
      const { client } = await start(refusal(400, { Code, RequestId: Code }))
      const outcome = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
      expect(outcome).toMatchObject({ failure: { upstream: { code: null, requestId: null } } })
      expect(JSON.stringify(outcome)).not.toContain('LEAK')
    },
  )

  test('names the key by its last four characters', async () => {
    const { client } = await start(refusal(404, { Code: 'InvalidAccessKeyId.NotFound' }))
    const outcome = await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(outcome.ok ? '' : outcome.failure.detail).toContain('****0001')
    expect(JSON.stringify(outcome)).not.toContain('rig-')
  })
})

describe('a lasting failure', () => {
  test('answers every call for its region for 30 s', async () => {
    const { client, upstream, clock } = await start(refusal(403, { Code: 'NoPermission' }))
    const ask = (regionId: string, imageType?: string) =>
      client.listImages({ regionId, ...(imageType !== undefined && { imageType }) }, 'operator')
    const first = await ask('cn-hangzhou')
    expect(await ask('cn-hangzhou', 'app')).toEqual(first)
    expect(upstream.heads).toHaveLength(1)
    await ask('cn-beijing')
    expect(upstream.heads).toHaveLength(2)
    await clock.pass(29_999)
    await ask('cn-hangzhou')
    expect(upstream.heads).toHaveLength(2)
    await clock.pass(1)
    await ask('cn-hangzhou')
    expect(upstream.heads).toHaveLength(3)
  })

  test('of a parameter answers only calls with the same parameters', async () => {
    const { client, upstream } = await start(refusal(403, { Code: 'InvalidParam' }))
    await client.listImages({ regionId: 'cn-hangzhou', imageIds: ['m-1'] }, 'operator')
    await client.listImages({ regionId: 'cn-hangzhou', imageIds: ['m-1'] }, 'operator')
    expect(upstream.heads).toHaveLength(1)
    await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(upstream.heads).toHaveLength(2)
  })

  test('is not a bad response: that is called again each time', async () => {
    const { client, upstream } = await start(rawResponse(200, 'null'))
    await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(upstream.heads).toHaveLength(2)
  })
})

describe('an upstream that throttles', () => {
  test.each([
    ['6000', 6_000],
    ['999', 60_000],
    ['300001', 60_000],
    ['soon', 60_000],
    ['-1', 60_000],
  ])('and asks for %s ms gets no calls for that long, if it makes sense', async (asked, restMs) => {
    const { client, upstream, clock } = await start(
      refusal(400, { Code: 'Throttling.User' }, { 'x-acs-retry-after': asked }),
    )
    const ask = () => client.listImages({ regionId: 'cn-hangzhou' }, 'operator')
    expect(await ask()).toMatchObject({ failure: { code: 'UPSTREAM_THROTTLED', retryAfterMs: restMs } })
    await clock.pass(restMs - 3_001)
    expect(await ask()).toMatchObject({ failure: { code: 'UPSTREAM_THROTTLED', retryAfterMs: 3_001 } })
    expect(client.quota().map(({ operation, throttled }) => [operation, throttled])).toEqual([
      ['ListRegions', false],
      ['ListImages', true],
    ])
    expect(upstream.heads).toHaveLength(1)
    await client.listRegions('en-US', 'operator')
    expect(upstream.heads).toHaveLength(2)
    await clock.pass(3_001)
    await ask()
    expect(upstream.heads).toHaveLength(3)
  })

  test.each([
    [{ 'retry-after': '90' }, 90_000],
    [{ 'retry-after': '0' }, 60_000],
    [{ 'retry-after': '301' }, 60_000],
    [{ 'retry-after': 'Wed, 21 Oct 2037 07:28:00 GMT' }, 60_000],
    [{ 'retry-after': '90', 'x-acs-retry-after': '6000' }, 6_000],
  ])('may ask in the way of a gateway: %j', async (headers, restMs) => {
    const { client } = await start(rawResponse(429, '', headers))
    expect(await client.listImages({ regionId: 'cn-hangzhou' }, 'operator')).toMatchObject({
      failure: { code: 'UPSTREAM_THROTTLED', retryAfterMs: restMs },
    })
  })
})
