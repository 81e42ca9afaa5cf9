/** `retryable`: whether trying again can help. */
type FailureKind = { status: number; retryable: boolean; title: string; hint: string }

/**
 * The closed list of failures that server and page share. `title` and `hint` are the English texts of the API; the page
 * has its own for each code and language. Credential and permission failures of the cloud never map to 401 or 403,
 * which concern our own caller.
 */
export const FAILURES = {
  INVALID_REQUEST: kind(400, false, 'The request is not valid', 'Correct the parameter named in the detail.'),
  INVALID_REGION: kind(400, false, 'Unknown region ID', 'Take a region ID from GET /api/regions.'),
  UNAUTHENTICATED: kind(401, false, 'Sign in first', 'Sign in on the page, or send the access token.'),
  FORBIDDEN: kind(403, false, 'The request was refused', 'Send X-Console: 1, and no cross-site request.'),
  NOT_FOUND: kind(404, false, 'There is nothing at this path', 'See GET /api/openapi.json for the paths.'),
  METHOD_NOT_ALLOWED: kind(405, false, 'The method is not allowed here', 'Use a method of the Allow header.'),
  PAYLOAD_TOO_LARGE: kind(413, false, 'The body is too large', 'Send at most 1 MiB, in parts if need be.'),
  URI_TOO_LONG: kind(414, false, 'The address is too long', 'Send at most 2,000 characters.'),
  UNSUPPORTED_MEDIA_TYPE: kind(415, false, 'The body is not JSON', 'Send Content-Type: application/json.'),
  MISDIRECTED: kind(
    421,
    false,
    'This server does not serve that host',
    'Open the address the server printed.',
  ),
  TOO_MANY_REQUESTS: kind(429, true, 'Too many requests', 'Wait for the time of Retry-After.'),
  INTERNAL: kind(
    500,
    true,
    'The server failed',
    'Quote the ref to whoever runs this server; its log has the cause.',
  ),
  DRAINING: kind(503, true, 'The server is shutting down', 'Try again in a moment.'),

  UPSTREAM_UNREACHABLE: kind(
    502,
    true,
    'Alibaba Cloud cannot be reached',
    'Check the network, VPN and DNS of the server.',
  ),
  UPSTREAM_TIMEOUT: kind(
    504,
    true,
    'Alibaba Cloud did not answer in time',
    'Try again; check the network of the server.',
  ),
  UPSTREAM_TLS: kind(
    502,
    false,
    'The connection to Alibaba Cloud is not trusted',
    'A proxy may be intercepting TLS; no key was sent.',
  ),
  UPSTREAM_BAD_RESPONSE: kind(
    502,
    true,
    'The answer is not one of the Alibaba Cloud API',
    'Check proxies between the server and Alibaba Cloud.',
  ),
  UPSTREAM_NOT_JSON: kind(
    502,
    false,
    'A web page came back instead of the API',
    'The server may be behind a sign-in page or a network filter.',
  ),
  UPSTREAM_TOO_LARGE: kind(
    502,
    false,
    'The answer is too large and was refused',
    'Report it: a real list is far below 4 MiB.',
  ),
  UPSTREAM_BAD_SHAPE: kind(
    502,
    false,
    'The answer has an unexpected shape',
    'The API may have changed; quote the request ID.',
  ),
  UPSTREAM_ERROR: kind(
    502,
    true,
    'Alibaba Cloud had an internal error',
    'Try again; quote the request ID in a ticket.',
  ),
  UPSTREAM_UNAVAILABLE: kind(503, true, 'Alibaba Cloud is temporarily unavailable', 'Try again in a moment.'),
  UPSTREAM_THROTTLED: kind(
    503,
    true,
    'Alibaba Cloud asks us to slow down',
    'Wait; it documents 10 calls a minute for the whole account.',
  ),
  UPSTREAM_REJECTED: kind(
    502,
    false,
    'Alibaba Cloud rejected the request',
    'The region may not be open for this account.',
  ),
  LOCAL_QUOTA: kind(503, true, 'The calls of this minute are used up', 'Wait for the time of Retry-After.'),
  CREDENTIALS_MISSING: kind(
    502,
    false,
    'No credentials could be obtained',
    'Check the credential source of the server.',
  ),
  CREDENTIALS_REJECTED: kind(
    502,
    false,
    'Alibaba Cloud rejected the credentials',
    'Check the AccessKey ID and secret of the server.',
  ),
  CREDENTIALS_EXPIRED: kind(
    502,
    false,
    'The temporary credentials have expired',
    'Renew the STS token of the server.',
  ),
  PERMISSION_DENIED: kind(
    502,
    false,
    'The RAM user lacks a permission',
    'Allow swas-open:ListRegions and swas-open:ListImages.',
  ),
  ACCOUNT_BLOCKED: kind(
    502,
    false,
    'Alibaba Cloud blocks this account',
    'Check arrears and risk control in the console.',
  ),
  CLOCK_SKEW: kind(
    502,
    false,
    'The clock of the server is wrong',
    'Set the clock by NTP; 15 minutes are tolerated.',
  ),
} as const satisfies Record<string, FailureKind>

function kind(status: number, retryable: boolean, title: string, hint: string): FailureKind {
  return { status, retryable, title, hint }
}

export type FailureCode = keyof typeof FAILURES
