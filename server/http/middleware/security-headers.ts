import type { Middleware } from '../context.ts'
import { headerOf, type RequestHead } from '../request-head.ts'
import { isLoopbackHost, type Scheme } from './allowed-hosts.ts'

/** Headers of every response that does not set its own. */
const DEFAULT_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

const ASSET_HEADERS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const

/** HTTP Strict Transport Security (RFC 6797), for a year. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

/**
 * Adds what a response does not set itself. Built files get fewer headers: a content security policy on a service
 * worker would apply to the worker.
 */
export function securityHeaders(scheme: Scheme): Middleware {
  return async (context, next) => {
    await next()
    const { headers, status } = context.res
    // Unset if the request was refused before its path was looked up.
    const kind = context.get('resource')?.kind
    const defaults = status < 400 && kind === 'asset' ? ASSET_HEADERS : DEFAULT_HEADERS
    for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value)
    if (scheme === 'https' && !isLoopback(context.get('head'))) {
      headers.set('Strict-Transport-Security', STRICT_TRANSPORT)
    }
  }
}

/** Browsers apply HSTS to every port of a name, and other servers on loopback speak plain HTTP. */
function isLoopback(head: RequestHead): boolean {
  const url = URL.parse(`https://${headerOf(head, 'host') ?? ''}`)
  return url === null || isLoopbackHost(url.hostname)
}

/** For built files with a content hash in their name. */
export const HASHED_ASSET_HEADERS = {
  ...ASSET_HEADERS,
  'Cache-Control': 'public, max-age=31536000, immutable',
} as const

/** For built files whose name stays when their content changes, such as icons. */
export const NAMED_ASSET_HEADERS = { ...ASSET_HEADERS, 'Cache-Control': 'no-cache' } as const

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'nonce-{N}'",
  "style-src-elem 'self' 'nonce-{N}'",
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ')

const NO_PERMISSION = [
  'accelerometer=()',
  'camera=()',
  'clipboard-read=()',
  'clipboard-write=(self)',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'magnetometer=()',
  'microphone=()',
  'payment=()',
  'publickey-credentials-get=()',
  'usb=()',
  'xr-spatial-tracking=()',
].join(', ')

/**
 * Headers of the HTML document. `nonce` allows the style elements that Mantine creates at run time, and must be new for
 * each response. Without upgrade-insecure-requests, which would break every other port on localhost.
 */
export function documentHeaders(nonce: string): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY.replaceAll('{N}', nonce),
    'Content-Type': 'text/html; charset=utf-8',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': NO_PERMISSION,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Frame-Options': 'DENY',
    'X-Permitted-Cross-Domain-Policies': 'none',
  }
}

/**
 * Headers for Vite's development server. Its client needs what production forbids: an inline script for React Refresh, a
 * WebSocket, and HTML strings for the error overlay.
 */
export function developmentHeaders(nonce: string): Record<string, string> {
  const { 'Content-Security-Policy': policy = '', ...headers } = documentHeaders(nonce)
  const relaxed = policy
    .replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)
    .replace("connect-src 'self'", "connect-src 'self' ws:")
    .replace("; require-trusted-types-for 'script'; trusted-types default", '')
  const { 'Content-Type': _, ...rest } = headers
  return { ...rest, 'Content-Security-Policy': relaxed }
}
