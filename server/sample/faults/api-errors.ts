import { API_ERRORS, type ErrorCode } from '../error-codes.ts'
import { errorAnswer } from '../response.ts'
import { type Exchange, type Fault, OK, replies, reply } from './fault.ts'

const MINUTE_MS = 60_000
const DIAGNOSIS = {
  AccessDeniedDetail: {
    AuthAction: 'swas-open:ListImages',
    AuthPrincipalOwnerId: 'LEAK-ACCOUNT-1234567890',
    AuthPrincipalDisplayName: 'LEAK-USER',
    EncodedDiagnosticMessage: 'LEAK-DIAGNOSIS',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
  },
}

/** Errors in the words of the API: what it documents, and what gateways make of it. */
export const REFUSALS = {
  'internal-error': refuses('InternalError'),
  'empty-500': replies(500, ''),
  unavailable: refuses('ServiceUnavailable'),
  'gateway-timeout': replies(504, '<html>LEAK-GATEWAY</html>', { 'content-type': 'text/html' }),
  throttled: refuses('Throttling.User'),
  'throttled-429': refuses('Throttling.User', { status: 429 }),
  'throttled-api': refuses('Throttling.Api', { headers: { 'x-acs-retry-after': '6000' } }),
  'throttled-503': refuses('Throttling', { status: 503, headers: { 'x-acs-retry-after': '86400000' } }),
  'signature-mismatch': {
    serve: (exchange) => refuse(exchange, 'SignatureDoesNotMatch', { echo: exchange.authorization }),
  },
  'incomplete-signature': refuses('IncompleteSignature'),
  'clock-skew': { skewMs: 61 * MINUTE_MS, serve: OK.serve },
  'nonce-used': refuses('SignatureNonceUsed'),
  'sts-expired': refuses('InvalidSecurityToken.Expired'),
  'sts-malformed': refuses('InvalidSecurityToken.Malformed'),
  'ak-not-found': refuses('InvalidAccessKeyId.NotFound'),
  'ak-inactive': refuses('InvalidAccessKeyId.Inactive'),
  'no-permission': refuses('NoPermission', { more: DIAGNOSIS }),
  'forbidden-ram': refuses('Forbidden.RAM', { more: DIAGNOSIS }),
  'risk-control': refuses('Forbidden.RiskControl'),
  arrears: refuses('Account.Arrearage'),
  'invalid-param': refuses('InvalidParam'),
  'invalid-region': refuses('InvalidRegionId.NotFound'),
  'unknown-code': refuses('InternalError', { status: 418, code: 'Brand.New.Code' }),
  'no-code': replies(400, '{"RequestId":"R-1","Message":"LEAK-MESSAGE"}'),
  'error-in-200': refuses('InternalError', { status: 200 }),
  'leaky-error': {
    serve: (exchange) => {
      const secret = `LEAK-SECRET https://x/?Signature=LEAK&SecurityToken=LEAK ${exchange.authorization}`
      refuse(exchange, 'InternalError', { status: 400, code: `Leak ${secret}`, echo: secret })
    },
  },
} as const satisfies Record<string, Fault>

type Changes = {
  status?: number
  code?: string
  headers?: Readonly<Record<string, string>>
  /** Goes into the message. */
  echo?: string
  /** Further members of the body. */
  more?: object
}

function refuses(code: ErrorCode, changes: Changes = {}): Fault {
  return { serve: (exchange) => refuse(exchange, code, changes) }
}

/** Sends the error as the service does, with the changes; its message is nothing to be shown to anyone. */
function refuse(exchange: Exchange, known: ErrorCode, changes: Changes) {
  const { status = API_ERRORS[known].status, code = known, headers, echo = '', more } = changes
  const requestId = exchange.good.headers['x-acs-request-id'] ?? ''
  const message = `${API_ERRORS[known].message} LEAK-MESSAGE ${echo}`
  const answer = errorAnswer(status, code, message, { hostId: 'LEAK-HOST', requestId })
  reply(exchange, status, JSON.stringify({ ...answer.body, ...more }), { ...answer.headers, ...headers })
}
