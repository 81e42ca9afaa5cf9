import { OpenApiUtil } from '@alicloud/openapi-core'
import { Request } from '@darabonba/typescript'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import captured from './captured-requests.json' with { type: 'json' }
import {
  authorization,
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  type RpcRequest,
  signature,
  signedHeaders,
  stringToSign,
  unsignedHeaders,
} from './sign.ts'
import vectors from './signature-vectors.json' with { type: 'json' }

const EMPTY_BODY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe.each(vectors)('the published vector $name', (vector) => {
  const query: Record<string, string> = { ...vector.query }
  const headers: Record<string, string> = { ...vector.headers, 'x-acs-content-sha256': EMPTY_BODY_HASH }
  const request: RpcRequest = {
    method: vector.method === 'GET' ? 'GET' : 'POST',
    host: vector.headers.host,
    action: vector.headers['x-acs-action'],
    version: vector.headers['x-acs-version'],
    query,
  }
  const credentials = { accessKeyId: vector.ak, accessKeySecret: vector.sk }

  test('has its canonical query and headers', () => {
    const [, , itsQuery, ...rest] = vector.canonicalRequest.split('\n')
    expect(canonicalQuery(query)).toBe(itsQuery)
    expect(canonicalHeaders(headers).split('\n')).toEqual(rest.slice(0, -2))
  })
  test('has its canonical request', () => {
    expect(canonicalRequest(request, headers)).toBe(vector.canonicalRequest)
  })
  test('has its string to sign', () => {
    expect(stringToSign(vector.canonicalRequest)).toBe(vector.stringToSign)
  })
  test('has its signature', () => {
    expect(signature(vector.stringToSign, vector.sk)).toBe(vector.signature)
  })
  test('has its Authorization header', () => {
    expect(authorization(request, headers, credentials)).toBe(vector.authorization)
  })
  test('is reproduced from the same moment', () => {
    const moment = {
      date: new Date(headers['x-acs-date'] ?? ''),
      nonce: headers['x-acs-signature-nonce'] ?? '',
    }
    const securityToken = headers['x-acs-security-token']
    const keys = { ...credentials, ...(securityToken !== undefined && { securityToken }) }
    expect(signedHeaders(request, keys, moment)).toEqual({ ...headers, authorization: vector.authorization })
  })
})

describe.each(captured)('the captured request $name', ({ raw }) => {
  test('verifies', () => {
    const [start = '', ...lines] = raw.split(/\r?\n/)
    const [method, target = ''] = start.split(' ')
    const headers = Object.fromEntries(
      lines.filter(Boolean).map((line) => {
        const [name = '', ...value] = line.split(': ')
        return [name.toLowerCase(), value.join(': ')]
      }),
    )
    const query = Object.fromEntries(new URL(target, 'http://localhost').searchParams)
    const sts = /Credential=STS/.test(headers['authorization'] ?? '')
    const request: RpcRequest = {
      method: method === 'GET' ? 'GET' : 'POST',
      host: headers['host'] ?? '',
      action: headers['x-acs-action'] ?? '',
      version: headers['x-acs-version'] ?? '',
      query,
    }
    const credentials = {
      accessKeyId: sts ? 'STS.NUDummyTempAccessKeyId' : 'LTAI5tDummyAccessKeyId1',
      accessKeySecret: sts ? 'DummyTempSecret0123456789' : 'DummyAccessKeySecret0123456789',
    }
    expect(authorization(request, headers, credentials)).toBe(headers['authorization'])
  })
})

describe('compared with the official package', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('杭州', '🐳', "!'()*+~ %", '', '&=?/#', '中文 字'),
  )
  const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('').toWellFormed())
  const request = fc.record({
    method: fc.constantFrom('POST' as const, 'GET' as const),
    host: fc.constant('swas.cn-hangzhou.aliyuncs.com'),
    action: fc.constantFrom('ListImages', 'ListRegions'),
    version: fc.constant('2020-06-01'),
    // The official package does not encode names, so names stay plain here.
    query: fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/), text, { maxKeys: 6 }),
  })
  const keys = fc.record(
    {
      accessKeyId: fc.stringMatching(/^LTAI\w{8}$/),
      accessKeySecret: fc.stringMatching(/^\w{30}$/),
      securityToken: fc.base64String({ minLength: 4 }),
    },
    { requiredKeys: ['accessKeyId', 'accessKeySecret'] },
  )
  const moment = fc.record({
    date: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    nonce: fc.uuid(),
  })

  test('500 random requests have the same signature', () => {
    fc.assert(
      fc.property(request, keys, moment, (request, keys, moment) => {
        const headers = unsignedHeaders(request, keys, moment)
        const theirs = Object.assign(new Request(), {
          method: request.method,
          pathname: '/',
          query: request.query,
          headers,
        })
        expect(authorization(request, headers, keys)).toBe(
          OpenApiUtil.getAuthorization(
            theirs,
            'ACS3-HMAC-SHA256',
            EMPTY_BODY_HASH,
            keys.accessKeyId,
            keys.accessKeySecret,
          ),
        )
      }),
      { numRuns: 500, seed: 20_200_601 },
    )
  })
})

test('the query is sorted by name and encoded as in RFC 3986', () => {
  expect(canonicalQuery({ b: "a b+c*d~e!f'(g)/中", a: '' })).toBe(
    'a=&b=a%20b%2Bc%2Ad~e%21f%27%28g%29%2F%E4%B8%AD',
  )
})
