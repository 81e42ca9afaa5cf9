import type { FailureReason } from '#contract/failures.ts'

export type FailureText = readonly [title: string, nextStep: string]

/** Replaces the text of the code if the server knows a more precise cause. */
export type FailureReasons = Record<FailureReason, FailureText>

export const failures = {
  requestId: 'Request ID',
  upstreamCode: 'Alibaba Cloud code',
  reference: 'Log reference',
  tryAgain: 'Try again',
  nextTry: (clock: string) => `Next try in ${clock}`,
  texts: {
    INVALID_REQUEST: [
      'The request is invalid',
      'The address or the form contains a value that the server does not accept.',
    ],
    INVALID_REGION: ['Unknown region', 'Choose a region from the list.'],
    UNAUTHENTICATED: ['Sign in first', 'Your session has ended or never started. Reload the page.'],
    FORBIDDEN: ['The server refused the request', 'Open the page at the address that the server printed.'],
    NOT_FOUND: [
      'Nothing found at this address',
      'The server may be running another version of the page. Reload the page.',
    ],
    METHOD_NOT_ALLOWED: [
      'The server refused the request',
      'The page and the server may be different versions. Reload the page.',
    ],
    PAYLOAD_TOO_LARGE: ['The text is too large', 'Send at most 1 MiB at a time.'],
    URI_TOO_LONG: ['The address is too long', 'Shorten the search text.'],
    UNSUPPORTED_MEDIA_TYPE: [
      'The server refused the request',
      'The page and the server may be different versions. Reload the page.',
    ],
    MISDIRECTED: [
      'This server does not serve that host',
      'Open the page at the address that the server printed.',
    ],
    TOO_MANY_REQUESTS: ['Too many requests', 'The server asks you to wait.'],
    INTERNAL: ['The server failed', 'The cause is in its log, under the reference below.'],
    DRAINING: ['The server is shutting down', 'It will be back if it is being restarted.'],
    UPSTREAM_UNREACHABLE: ['Alibaba Cloud cannot be reached', 'Check the server’s network, VPN and DNS.'],
    UPSTREAM_TIMEOUT: ['Alibaba Cloud did not answer in time', 'Check the server’s network, then try again.'],
    UPSTREAM_TLS: [
      'The connection to Alibaba Cloud is not trusted',
      'A proxy may be intercepting TLS. Your key was not sent.',
    ],
    UPSTREAM_BAD_RESPONSE: [
      'The answer did not come from Alibaba Cloud',
      'Something between the server and Alibaba Cloud may have changed it.',
    ],
    UPSTREAM_NOT_JSON: [
      'A web page came back instead of the API',
      'The server may be behind a sign-in page or a network filter.',
    ],
    UPSTREAM_TOO_LARGE: [
      'The answer was too large and was refused',
      'A real list is far smaller than 4 MiB. Report this to whoever runs the server.',
    ],
    UPSTREAM_BAD_SHAPE: [
      'The answer has an unexpected format',
      'The API may have changed. Quote the request ID.',
    ],
    UPSTREAM_ERROR: [
      'Alibaba Cloud had an internal error',
      'Try again; if it persists, quote the request ID in a ticket.',
    ],
    UPSTREAM_UNAVAILABLE: ['Alibaba Cloud is temporarily unavailable', 'Try again in a moment.'],
    UPSTREAM_THROTTLED: [
      'Alibaba Cloud asks us to wait',
      'It allows about 10 queries a minute for the whole account. The list will load automatically.',
    ],
    UPSTREAM_REJECTED: ['Alibaba Cloud rejected the request', 'The region may not be open for this account.'],
    LOCAL_QUOTA: [
      'Waiting for the next free call',
      'All calls for this minute are used up. The list will load automatically.',
    ],
    CREDENTIALS_MISSING: ['The server has no credentials', 'Check the server’s credential source.'],
    CREDENTIALS_REJECTED: [
      'Alibaba Cloud rejected the credentials',
      'Check the server’s AccessKey ID and secret.',
    ],
    CREDENTIALS_EXPIRED: ['The temporary credentials have expired', 'Renew the server’s STS token.'],
    PERMISSION_DENIED: [
      'The RAM user lacks a permission',
      'Allow swas-open:ListRegions and swas-open:ListImages.',
    ],
    ACCOUNT_BLOCKED: [
      'Alibaba Cloud has blocked this account',
      'Check the console for overdue payments and risk control.',
    ],
    CLOCK_SKEW: [
      'The server’s clock is wrong',
      'Synchronize it with NTP; Alibaba Cloud tolerates 15 minutes.',
    ],
    BACKEND_UNREACHABLE: [
      'The console server is not reachable',
      'It may have been stopped. What you see is the last data; the page reconnects automatically.',
    ],
    OFFLINE: ['You are offline', 'What you see is the last data; the page reconnects automatically.'],
    BAD_ANSWER: [
      'The server answered in an unexpected way',
      'The page and the server may be different versions. Reload the page.',
    ],
  } satisfies Record<string, FailureText>,
  reasons: {
    dns: ['Alibaba Cloud’s host name cannot be resolved', 'Check the server’s DNS, network and VPN.'],
    refused: [
      'The connection to Alibaba Cloud was refused',
      'Check whether a firewall on the server blocks it.',
    ],
    reset: [
      'The connection to Alibaba Cloud was cut',
      'This usually passes. If it persists, check the server’s network.',
    ],
    connect: ['No answer from Alibaba Cloud while connecting', 'Check the server’s network and firewall.'],
    filtered: [
      'Blocked by a network filter (403)',
      'A filter in front of Alibaba Cloud blocks the call; this is not a missing permission. Have Alibaba Cloud’s hosts allowed.',
    ],
    redirect: [
      'The request was redirected elsewhere',
      'The redirect was not followed, and no key was sent there. Check any proxy between the server and Alibaba Cloud.',
    ],
    empty: [
      'The answer was empty',
      'Try again; if it persists, check any proxy between the server and Alibaba Cloud.',
    ],
    encoding: [
      'The answer cannot be read',
      'Its text or its compression is corrupt. Check any proxy between the server and Alibaba Cloud.',
    ],
    incomplete: [
      'The answer is incomplete',
      'None of it is shown. Try again; if it persists, check the server’s network.',
    ],
    'not-found': [
      'Alibaba Cloud does not know the AccessKey ID',
      'It may have been deleted, or belong to the other site (China or international). Correct it on the server.',
    ],
    inactive: ['The AccessKey is disabled', 'Enable it in the RAM console, or give the server another one.'],
    signature: [
      'The secret does not match the AccessKey ID',
      'Correct it on the server. If it is right, a proxy is altering the requests.',
    ],
    token: [
      'The STS token does not match the AccessKey ID',
      'Give the server the ID, secret and token from the same STS answer.',
    ],
    arrears: ['The account is in arrears', 'Pay or add a payment method in the billing console.'],
    'risk-control': [
      'Risk control has blocked this account',
      'Open a ticket at Alibaba Cloud and quote the request ID.',
    ],
    'launch-token': [
      'This address lacks the token of the server',
      'Open the address that the server printed when it started, including everything after the #. Each start creates a new token, and each tab needs it.',
    ],
    'signed-out': ['You are signed out', 'Sign in again to continue where you left off.'],
  } satisfies FailureReasons,
}
