import type { RequestHead } from '../request-head.ts'

/**
 * Sign-in cookies. `__Host-` binds them to this host over TLS, whatever its subdomains set (RFC 6265bis, section
 * 4.1.3.2). Browsers send the session cookie only from our own pages. A provider that redirects back is another site,
 * so a sign-in in progress has its own cookie.
 */
export const COOKIES = {
  session: { name: '__Host-swas', sameSite: 'Strict' },
  flow: { name: '__Host-swas-flow', sameSite: 'Lax' },
} as const

type Cookie = (typeof COOKIES)[keyof typeof COOKIES]

/** A `Set-Cookie` without an expiry: the server knows how long the session lasts. */
export function formatCookie({ name, sameSite }: Cookie, value: string): string {
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`
}

/** A `Set-Cookie` that removes the cookie. */
export function formatRemoval(cookie: Cookie): string {
  return `${formatCookie(cookie, '')}; Max-Age=0`
}

/** The value of a cookie that was sent exactly once and could be ours, else undefined. */
export function readCookie(head: RequestHead, { name }: Cookie): string | undefined {
  const values = (head.headers.get('cookie') ?? [])
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 && /^[\w-]{1,2048}$/.test(values[0] ?? '') ? values[0] : undefined
}
