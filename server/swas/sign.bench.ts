import { randomUUID } from 'node:crypto'

import { OpenApiUtil } from '@alicloud/openapi-core'
import { Request } from '@darabonba/typescript'

import { type RpcRequest, signedHeaders } from './sign.ts'

const ROUNDS = 9
const SIGNATURES = 5_000
const ALGORITHM = 'ACS3-HMAC-SHA256'
const KEYS = { accessKeyId: 'LTAI-bench', accessKeySecret: 'bench-secret-of-no-account' }
const REQUEST: RpcRequest = {
  method: 'POST',
  host: 'swas.cn-hangzhou.aliyuncs.com',
  action: 'ListImages',
  version: '2020-06-01',
  query: { RegionId: 'cn-hangzhou', ImageType: 'system' },
}

/** Date, nonce, headers and signature, as this server makes them. */
function signOurs() {
  return signedHeaders(REQUEST, KEYS, { date: new Date(), nonce: randomUUID() })
}

/** The same, by the calls that `Client.doRequest` of @alicloud/openapi-core 1.0.8 makes. */
function signOfficially() {
  const payload = OpenApiUtil.hash(Buffer.from('', 'utf8'), ALGORITHM).toString('hex')
  const headers: Record<string, string> = {
    host: REQUEST.host,
    'x-acs-version': REQUEST.version,
    'x-acs-action': REQUEST.action,
    'x-acs-date': OpenApiUtil.getTimestamp(),
    'x-acs-signature-nonce': OpenApiUtil.getNonce(),
    'x-acs-content-sha256': payload,
  }
  const request = new Request()
  request.method = REQUEST.method
  request.pathname = '/'
  request.query = { ...REQUEST.query }
  request.headers = headers
  const authorization = OpenApiUtil.getAuthorization(
    request,
    ALGORITHM,
    payload,
    KEYS.accessKeyId,
    KEYS.accessKeySecret,
  )
  return { ...headers, authorization }
}

function microseconds(sign: () => unknown): number {
  const start = performance.now()
  for (let index = 0; index < SIGNATURES; index += 1) sign()
  return ((performance.now() - start) * 1000) / SIGNATURES
}

// Alternating, so that a slow moment of the machine hits both; the first round is a warm-up.
const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
  ours: microseconds(signOurs),
  official: microseconds(signOfficially),
})).slice(1)

process.stdout.write(
  `${JSON.stringify({ ours: rounds.map(({ ours }) => ours), official: rounds.map(({ official }) => official) })}\n`,
)
