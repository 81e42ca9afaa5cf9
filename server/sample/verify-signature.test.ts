import { expect, test } from 'vitest'

import type { ApiRequest } from './request.ts'
import { readV1Signature, readV3Signature } from './verify-signature.ts'

const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

function requestOf(parts: Partial<ApiRequest>): ApiRequest {
  return {
    method: 'POST',
    path: '/',
    query: [],
    form: [],
    headers: new Map(),
    body: Buffer.alloc(0),
    ...parts,
  }
}

/** The worked example of "V3 request structure and signature": RunInstances in cn-shanghai. */
function documentedRequest(change: (headers: Map<string, string>) => void = () => {}) {
  const headers = new Map([
    ['host', 'ecs.cn-shanghai.aliyuncs.com'],
    ['x-acs-action', 'RunInstances'],
    ['x-acs-content-sha256', EMPTY_HASH],
    ['x-acs-date', '2023-10-26T10:22:32Z'],
    ['x-acs-signature-nonce', '3156853299f313e23d1673dc12e1703d'],
    ['x-acs-version', '2014-05-26'],
  ])
  const signed = [...headers.keys()].join(';')
  const signature = '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0'
  headers.set(
    'authorization',
    `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=${signed},Signature=${signature}`,
  )
  change(headers)
  return requestOf({
    headers,
    query: [
      ['RegionId', 'cn-shanghai'],
      ['ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'],
    ],
  })
}

test('the documented V3 example has the documented signature', () => {
  const claim = readV3Signature(documentedRequest())
  expect('sign' in claim && claim.sign('YourAccessKeySecret')).toBe(
    '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
  expect(claim).toMatchObject({ accessKeyId: 'YourAccessKeyId', date: '2023-10-26T10:22:32Z' })
})

test.each<[string, (headers: Map<string, string>) => void]>([
  ['an x-acs header that is not signed', (headers) => headers.set('x-acs-security-token', 'x')],
  ['a signed header that is absent', (headers) => headers.delete('x-acs-date')],
  ['the hash of another body', (headers) => headers.set('x-acs-content-sha256', '0'.repeat(64))],
  ['another scheme', (headers) => headers.set('authorization', 'Bearer x')],
])('%s makes the signature incomplete', (_, change) => {
  expect(readV3Signature(documentedRequest(change))).toMatchObject({ code: 'IncompleteSignature' })
})

test('the documented V1 example has the documented signature', () => {
  const claim = readV1Signature(
    requestOf({
      method: 'GET',
      query: [
        ['Timestamp', '2016-02-23T12:46:24Z'],
        ['Format', 'XML'],
        ['AccessKeyId', 'testid'],
        ['Action', 'DescribeRegions'],
        ['SignatureMethod', 'HMAC-SHA1'],
        ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
        ['Version', '2014-05-26'],
        ['SignatureVersion', '1.0'],
        ['Signature', 'OLeaidS1JvxuMvnyHOwuJ+uX5qY='],
      ],
    }),
  )
  expect('sign' in claim && claim.sign('testsecret')).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=')
})
