import { $OpenApiUtil } from '@alicloud/openapi-core'
import Client, { ListImagesRequest, ListRegionsRequest } from '@alicloud/swas-open20200601'
import { afterEach, expect, test } from 'vitest'

import { startSampleServer, SAMPLE_KEYS, type SampleOptions, type SampleServer } from './server.ts'

let sample: SampleServer | undefined

afterEach(async () => {
  await sample?.close()
  sample = undefined
})

type ClientOptions = {
  secret?: string
  id?: string
  token?: string
  headers?: Record<string, string>
  algorithm?: 'v2'
}

async function start(options: SampleOptions = {}) {
  sample = await startSampleServer(options)
  return sample
}

function clientOf({ origin }: SampleServer, { id, secret, token, headers, algorithm }: ClientOptions = {}) {
  const config = new $OpenApiUtil.Config({
    accessKeyId: id ?? SAMPLE_KEYS.accessKeyId,
    accessKeySecret: secret ?? SAMPLE_KEYS.accessKeySecret,
    endpoint: new URL(origin).host,
    protocol: 'HTTP',
  })
  if (token !== undefined) config.securityToken = token
  if (algorithm) config.signatureAlgorithm = algorithm
  if (headers) config.globalParameters = new $OpenApiUtil.GlobalParameters({ headers })
  return new Client(config)
}

function imagesOf(client: Client, parameters: { regionId?: string; imageType?: string; imageIds?: string }) {
  return client.listImages(new ListImagesRequest(parameters))
}

const hangzhou = { regionId: 'cn-hangzhou' }

test('lists regions in Chinese, or in English on request', async () => {
  const client = clientOf(await start())
  const chinese = await client.listRegions(new ListRegionsRequest({}))
  const english = await client.listRegions(new ListRegionsRequest({ acceptLanguage: 'en-US' }))

  expect(chinese.body?.regions).toHaveLength(27)
  expect(chinese.body?.regions?.find(({ regionId }) => regionId === 'cn-nanjing')?.localName).toBe(
    '华东5 （南京）关停中',
  )
  const found = english.body?.regions?.find(({ regionId }) => regionId === 'cn-hangzhou')
  expect(found).toMatchObject({
    localName: 'China (Hangzhou)',
    regionEndpoint: 'swas.cn-hangzhou.aliyuncs.com',
  })
})

test('lists the images of a region, of all types or of one', async () => {
  const client = clientOf(await start())
  const all = (await imagesOf(client, hangzhou)).body?.images ?? []
  const apps = (await imagesOf(client, { ...hangzhou, imageType: 'app' })).body?.images ?? []

  expect(new Set(all.map(({ imageType }) => imageType))).toEqual(new Set(['system', 'app', 'custom']))
  expect(apps.length).toBeGreaterThan(0)
  expect(apps.map(({ imageId }) => imageId)).toEqual(
    all.filter(({ imageType }) => imageType === 'app').map(({ imageId }) => imageId),
  )
})

test('lists images by ID and leaves out unknown ones', async () => {
  const client = clientOf(await start())
  const all = (await imagesOf(client, hangzhou)).body?.images ?? []
  const wanted = all.slice(3, 5).map(({ imageId }) => imageId)
  const ids = JSON.stringify([...wanted, '0'.repeat(32)])
  const found = (await imagesOf(client, { ...hangzhou, imageIds: ids })).body?.images ?? []
  expect(found.map(({ imageId }) => imageId)).toEqual(wanted)
})

test('accepts 50 IDs and refuses 51', async () => {
  const client = clientOf(await start())
  const ids = Array.from({ length: 51 }, (_, index) => `${index}`)
  const found = await imagesOf(client, { ...hangzhou, imageIds: JSON.stringify(ids.slice(1)) })
  expect(found.body?.images).toEqual([])
  await expect(imagesOf(client, { ...hangzhou, imageIds: JSON.stringify(ids) })).rejects.toMatchObject({
    code: 'InvalidParam',
    statusCode: 403,
  })
})

test.each([
  ['no region', {}, 'MissingRegionId', 400],
  ['an unknown region', { regionId: 'cn-atlantis' }, 'InvalidRegionId.NotFound', 404],
  ['a bad type', { ...hangzhou, imageType: 'market' }, 'InvalidImageType.ValueNotSupported', 400],
  ['IDs that are not a JSON array', { ...hangzhou, imageIds: 'a,b' }, 'InvalidParam', 403],
])('refuses %s with the documented error', async (_, parameters, code, statusCode) => {
  const client = clientOf(await start())
  await expect(imagesOf(client, parameters)).rejects.toMatchObject({ code, statusCode })
})

test.each<[string, ClientOptions, string, number]>([
  ['a wrong secret', { secret: 'another' }, 'SignatureDoesNotMatch', 400],
  ['an unknown key ID', { id: 'LTAI-unknown' }, 'InvalidAccessKeyId.NotFound', 404],
  ['an unknown security token', { token: 'made-up' }, 'InvalidSecurityToken.Malformed', 400],
  ['a malformed date', { headers: { 'x-acs-date': '2026-01-02' } }, 'InvalidTimeStamp.Format', 400],
])('refuses %s with the documented error', async (_, options, code, statusCode) => {
  const client = clientOf(await start(), options)
  await expect(imagesOf(client, hangzhou)).rejects.toMatchObject({ code, statusCode })
})

test('accepts a nonce only once', async () => {
  const client = clientOf(await start(), { headers: { 'x-acs-signature-nonce': 'the-same-each-time' } })
  await imagesOf(client, hangzhou)
  await expect(imagesOf(client, hangzhou)).rejects.toMatchObject({
    code: 'SignatureNonceUsed',
    statusCode: 400,
  })
})

test.each([-16, 16])('refuses a clock that is %i minutes off, and accepts 14', async (minutes) => {
  let offsetMinutes = minutes
  const client = clientOf(await start({ now: () => Date.now() + offsetMinutes * 60_000 }))
  await expect(imagesOf(client, hangzhou)).rejects.toMatchObject({ code: 'InvalidTimeStamp.Expired' })
  offsetMinutes = Math.sign(minutes) * 14
  expect((await imagesOf(client, hangzhou)).body?.images?.length).toBeGreaterThan(0)
})

test('temporary keys need their security token', async () => {
  const keys = { accessKeyId: 'STS.sample', accessKeySecret: 'temporary', securityToken: 'CAIS-sample+/==' }
  const server = await start({ keys })
  const pair = { id: keys.accessKeyId, secret: keys.accessKeySecret }
  const withToken = clientOf(server, { ...pair, token: keys.securityToken })
  expect((await imagesOf(withToken, hangzhou)).body?.images?.length).toBeGreaterThan(0)
  await expect(imagesOf(clientOf(server, pair), hangzhou)).rejects.toMatchObject({
    code: 'MissingSecurityToken',
  })
})

test('the quota counts each operation separately, in a sliding window', async () => {
  let nowMs = Date.now()
  const client = clientOf(await start({ quota: { calls: 2, windowMs: 60_000 }, now: () => nowMs }))
  await imagesOf(client, hangzhou)
  nowMs += 30_000
  await imagesOf(client, hangzhou)
  await expect(imagesOf(client, hangzhou)).rejects.toMatchObject({ code: 'Throttling.User', statusCode: 400 })
  await client.listRegions(new ListRegionsRequest({}))
  nowMs += 30_001
  await imagesOf(client, hangzhou)
  await expect(imagesOf(client, hangzhou)).rejects.toMatchObject({ code: 'Throttling.User' })
})

test('accepts the older HMAC-SHA1 signature, and refuses a wrong secret there too', async () => {
  const server = await start()
  const older = (secret: string) => clientOf(server, { secret, algorithm: 'v2' })
  const found = await imagesOf(older(SAMPLE_KEYS.accessKeySecret), { ...hangzhou, imageType: 'system' })
  expect(found.body?.images?.length).toBeGreaterThan(0)
  await expect(imagesOf(older('another'), hangzhou)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' })
})
