import type { RequestHead } from '../request-head.ts'
import { type AllowList, isAllowed } from './allow-list.ts'
import type { Identify } from './identity.ts'
import { forbidden, unauthenticated } from './identity.ts'
import type { IsDeclared } from './ip-ranges.ts'
import { createSecretCheck, singleHeader } from './secret.ts'

/** Proves that a request comes from the proxy. */
export const PROXY_SECRET_HEADER = 'X-Proxy-Secret'

/** How a proxy tells us who the user is. */
export type TrustedProxy = {
  isDeclared: IsDeclared
  /** Null if only the proxy can reach this server's socket. */
  secret: string | null
  identityHeader: string
  /** Null if the proxy sends no groups. */
  groupsHeader: string | null
  allowed: AllowList
  /** Called when a client sends one of the proxy's headers; never gets its value. */
  onSpoof: (spoof: { peer: string; header: string }) => void
}

const LONGEST_NAME = 256

/**
 * Identifies users by the headers of a proxy that signed them in. The headers count only from the declared peer with its
 * secret, each once and in one spelling: servers that read `X_Forwarded_User` as `X-Forwarded-User` let clients
 * impersonate the proxy (CVE-2025-64484).
 */
export function createProxyIdentity(proxy: TrustedProxy): Identify {
  const isSecret = proxy.secret === null ? undefined : createSecretCheck(proxy.secret)
  const ownNames = [proxy.identityHeader, proxy.groupsHeader, PROXY_SECRET_HEADER].flatMap((name) =>
    name === null ? [] : [name.toLowerCase()],
  )

  function refuseSpoof(head: RequestHead) {
    const header = [...head.headers.keys()].find((name) => ownNames.includes(name.replaceAll('_', '-')))
    if (header !== undefined) proxy.onSpoof({ peer: head.peer, header })
    return unauthenticated('Open this page through the proxy, which signs users in.')
  }

  return (head) => {
    const given = singleHeader(head, PROXY_SECRET_HEADER.toLowerCase()) ?? ''
    if (!proxy.isDeclared(head.peer) || (isSecret !== undefined && !isSecret(given))) return refuseSpoof(head)
    if (isAmbiguous(head, ownNames)) return refuseSpoof(head)
    const name = singleHeader(head, proxy.identityHeader.toLowerCase())?.trim() ?? ''
    if (!isName(name)) return unauthenticated('The proxy did not send a user name.')
    const claimed = { users: [name], groups: groupsOf(head, proxy.groupsHeader) }
    return isAllowed(proxy.allowed, claimed)
      ? { ok: true, identity: { name } }
      : forbidden('This account is not allowed to use this server.')
  }
}

/** Whether one of our headers is repeated, or has a second spelling that another program might accept. */
function isAmbiguous(head: RequestHead, ownNames: readonly string[]): boolean {
  return [...head.headers].some(
    ([name, values]) =>
      ownNames.includes(name.replaceAll('_', '-')) && (values.length > 1 || !ownNames.includes(name)),
  )
}

/** A single name without control characters. */
function isName(name: string): boolean {
  return name.length > 0 && name.length <= LONGEST_NAME && /^[^\p{Cc},;]+$/u.test(name)
}

function groupsOf(head: RequestHead, header: string | null): readonly string[] {
  if (header === null) return []
  return (singleHeader(head, header.toLowerCase()) ?? '').split(',').map((group) => group.trim())
}
