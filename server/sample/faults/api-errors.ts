import { API_ERRORS, type ErrorCode } from '../error-codes.ts'
import { errorResponse } from '../response.ts'
import { type FaultContext, type Fault, OK, replies, reply } from './fault.ts'

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

/** Documented errors of the API, and variants of them that gateways send. */
export const API_ERROR_FAULTS = {
  'internal-error': fails('InternalError'),
  'empty-500': replies(500, ''),
  unavailable: fails('ServiceUnavailable'),
  'gateway-timeout': replies(504, '<html>LEAK-GATEWAY</html>', { 'content-type': 'text/html' }),
  throttled: fails('Throttling.User'),
  'throttled-429': fails('Throttling.User', { status: 429 }),
  'throttled-api': fails('Throttling.Api', { headers: { 'x-acs-retry-after': '6000' } }),
  'throttled-503': fails('Throttling', { status: 503, headers: { 'x-acs-retry-after': '86400000' } }),
  'signature-mismatch': {
    serve: (context) => sendError(context, 'SignatureDoesNotMatch', { echo: context.authorization }),
  },
  'incomplete-signature': fails('IncompleteSignature'),
  'clock-skew': { skewMs: 61 * MINUTE_MS, serve: OK.serve },
  'nonce-used': fails('SignatureNonceUsed'),
  'sts-expired': fails('InvalidSecurityToken.Expired'),
  'sts-malformed': fails('InvalidSecurityToken.Malformed'),
  'ak-not-found': fails('InvalidAccessKeyId.NotFound'),
  'ak-inactive': fails('InvalidAccessKeyId.Inactive'),
  'no-permission': fails('NoPermission', { more: DIAGNOSIS }),
  'forbidden-ram': fails('Forbidden.RAM', { more: DIAGNOSIS }),
  'risk-control': fails('Forbidden.RiskControl'),
  arrears: fails('Account.Arrearage'),
  'invalid-param': fails('InvalidParam'),
  'invalid-region': fails('InvalidRegionId.NotFound'),
  'unknown-code': fails('InternalError', { status: 418, code: 'Brand.New.Code' }),
  'no-code': replies(400, '{"RequestId":"R-1","Message":"LEAK-MESSAGE"}'),
  'error-in-200': fails('InternalError', { status: 200 }),
  'leaky-error': {
    serve: (context) => {
      const secret = `LEAK-SECRET https://x/?Signature=LEAK&SecurityToken=LEAK ${context.authorization}`
      sendError(context, 'InternalError', { status: 400, code: `Leak ${secret}`, echo: secret })
    },
  },
} as const satisfies Record<string, Fault>

type Changes = {
  status?: number
  code?: string
  headers?: Readonly<Record<string, string>>
  /** Appended to the message. */
  echo?: string
  /** More members of the body. */
  more?: object
}

function fails(code: ErrorCode, changes: Changes = {}): Fault {
  return { serve: (context) => sendError(context, code, changes) }
}

/** Sends the error as the service does, with these changes. Its message must never be shown to anyone. */
function sendError(context: FaultContext, known: ErrorCode, changes: Changes) {
  const { status = API_ERRORS[known].status, code = known, headers, echo = '', more } = changes
  const requestId = context.correct.headers['x-acs-request-id'] ?? ''
  const message = `${API_ERRORS[known].message} LEAK-MESSAGE ${echo}`
  const error = errorResponse(status, code, message, { hostId: 'LEAK-HOST', requestId })
  reply(context, status, JSON.stringify({ ...error.body, ...more }), { ...error.headers, ...headers })
}
