import type { FailureCode } from '#contract/failure-codes.ts'
import type { FailureReason } from '#contract/failures.ts'
import { UPSTREAM_CALL_MS } from '#contract/timeouts.ts'

/**
 * Why there is no complete response. `retry`: whether a retry may help. `isStale`: an idle connection had died, which
 * says nothing about the upstream.
 */
export class TransportError extends Error {
  override name = 'TransportError'
  readonly code: FailureCode
  readonly reason: FailureReason | undefined
  readonly retry: boolean
  readonly isStale: boolean

  constructor(code: FailureCode, message: string, options: Options = {}) {
    super(message)
    this.code = code
    this.reason = options.reason
    this.retry = options.retry ?? false
    this.isStale = options.isStale ?? false
  }

  asStale(): TransportError {
    const { code, message, reason, retry } = this
    return new TransportError(code, message, { retry, isStale: true, ...(reason && { reason }) })
  }
}

type Options = { reason?: FailureReason; retry?: boolean; isStale?: boolean }

type Cause = {
  matches: RegExp
  code: FailureCode
  detail: (host: string, cause: string) => string
  reason?: FailureReason
  retry?: boolean
}

/** By Node's error code; the first match wins. Source: Node.js documentation, "Errors"; OpenSSL's X509 codes. */
const CAUSES: readonly Cause[] = [
  {
    matches: /^(?:ENOTFOUND|ENODATA|EAI_)/,
    code: 'UPSTREAM_UNREACHABLE',
    detail: (host) => `Cannot resolve ${host}. Check network and VPN.`,
    reason: 'dns',
    retry: true,
  },
  {
    matches: /^ECONNREFUSED$/,
    code: 'UPSTREAM_UNREACHABLE',
    detail: (host) => `${host} refused the connection.`,
    reason: 'refused',
    retry: true,
  },
  {
    matches: /^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    code: 'UPSTREAM_UNREACHABLE',
    detail: (host, cause) => `There is no route to ${host} (${cause}). Check network and VPN.`,
    retry: true,
  },
  {
    matches: /^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/,
    code: 'UPSTREAM_UNREACHABLE',
    detail: () => 'The connection was closed before the response was complete.',
    reason: 'reset',
    retry: true,
  },
  {
    matches: /^ETIMEDOUT$/,
    code: 'UPSTREAM_TIMEOUT',
    detail: () => 'Connecting timed out.',
    reason: 'connect',
    retry: true,
  },
  {
    matches:
      /^(?:ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EE_KEY_|CA_KEY_|CA_MD_)/,
    code: 'UPSTREAM_TLS',
    detail: (host, cause) => `The certificate of ${host} is not trusted (${cause}); no key was sent.`,
  },
  {
    matches: /^ERR_SSL_(?:UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|\w+_ALERT_PROTOCOL_VERSION|DH_KEY_TOO_SMALL)$/,
    code: 'UPSTREAM_TLS',
    detail: (host, cause) => `${host} offers no TLS 1.2 or later (${cause}); no key was sent.`,
  },
  {
    matches: /^Z_/,
    code: 'UPSTREAM_BAD_RESPONSE',
    detail: () => 'The content encoding of the response is corrupt.',
    reason: 'encoding',
  },
  {
    matches: /^/,
    code: 'UPSTREAM_BAD_RESPONSE',
    detail: () => 'Not a response of the Alibaba Cloud API.',
    retry: true,
  },
]

/** Where Node says `EPROTO`, OpenSSL's own reason is only in the message. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) return ''
  const reason = error.code === 'EPROTO' ? /routines:\w*:([\w ]+):/.exec(error.message)?.[1] : undefined
  return reason === undefined ? String(error.code) : `ERR_SSL_${reason.replaceAll(' ', '_').toUpperCase()}`
}

/** Any error of Node in our own words. `timedOut`: the deadline has passed and caused it. */
export function asTransportError(error: unknown, host: string, timedOut: boolean): TransportError {
  if (error instanceof TransportError) return error
  if (timedOut)
    return new TransportError('UPSTREAM_TIMEOUT', `No complete response within ${UPSTREAM_CALL_MS / 1000} s.`)
  const cause = causeOf(error)
  const found = CAUSES.find(({ matches }) => matches.test(cause))
  if (found === undefined) return new TransportError('UPSTREAM_BAD_RESPONSE', 'The call failed.')
  const { code, detail, reason, retry = false } = found
  return new TransportError(code, detail(host, cause), { retry, ...(reason && { reason }) })
}
