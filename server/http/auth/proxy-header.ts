import type { RequestHead } from '../request-head.ts'
import { type AllowList, isAllowed } from './allow-list.ts'
import type { Identify } from './identity.ts'
import { forbidden, unauthenticated } from './identity.ts'
import type { IsDeclared } from './ip-ranges.ts'
import { createSecretCheck, singleHeader } from './secret.ts'

/** The header with which the proxy proves that it is the proxy. */
export const PROXY_SECRET_HEADER = 'X-Proxy-Secret'

/** How a proxy says who asks. */
export type TrustedProxy = {
  isDeclared: IsDeclared
  /** Null where only the proxy can reach the socket of this server. */
  secret: string | null
  identityHeader: string
  /** Null where the proxy names no groups. */
  groupsHeader: string | null
  allowed: AllowList
  /** Hears of headers that claim to be the proxy's and are not; never their values. */
  onSpoof: (spoof: { peer: string; header: string }) => void
}

/** Longer names than this are no names. */
const LONGEST_NAME = 256

/**
 * Takes who asks from a proxy that has signed them in. The headers count only from the declared peer and with its
 * secret, each once and in one spelling: programs that read `X_Forwarded_User` as `X-Forwarded-User` let callers speak
 * for the proxy (CVE-2025-64484).
 */
export function createProxyIdentity(proxy: TrustedProxy): Identify {
  const isSecret = proxy.secret === null ? undefined : createSecretCheck(proxy.secret)
  const ownNames = [proxy.identityHeader, proxy.groupsHeader, PROXY_SECRET_HEADER].flatMap((name) =>
    name === null ? [] : [name.toLowerCase()],
  )

  function refuseSpoof(head: RequestHead) {
    const header = [...head.headers.keys()].find((name) => ownNames.includes(name.replaceAll('_', '-')))
    if (header !== undefined) proxy.onSpoof({ peer: head.peer, header })
    return unauthenticated('Only the proxy says who asks; open this page through it.')
  }

  return (head) => {
    const given = singleHeader(head, PROXY_SECRET_HEADER.toLowerCase()) ?? ''
    if (!proxy.isDeclared(head.peer) || (isSecret !== undefined && !isSecret(given))) return refuseSpoof(head)
    if (isAmbiguous(head, ownNames)) return refuseSpoof(head)
    const name = singleHeader(head, proxy.identityHeader.toLowerCase())?.trim() ?? ''
    if (!isName(name)) return unauthenticated('The proxy did not say who asks.')
    const claimed = { users: [name], groups: groupsOf(head, proxy.groupsHeader) }
    return isAllowed(proxy.allowed, claimed)
      ? { ok: true, identity: { name } }
      : forbidden('This account is not on the list of those who may ask.')
  }
}

/** Whether one of our headers stands twice, or under a second spelling that another program might take for it. */
function isAmbiguous(head: RequestHead, ownNames: readonly string[]): boolean {
  return [...head.headers].some(
    ([name, values]) =>
      ownNames.includes(name.replaceAll('_', '-')) && (values.length > 1 || !ownNames.includes(name)),
  )
}

/** One name: no list, no control characters. */
function isName(name: string): boolean {
  return name.length > 0 && name.length <= LONGEST_NAME && /^[^\p{Cc},;]+$/u.test(name)
}

function groupsOf(head: RequestHead, header: string | null): readonly string[] {
  if (header === null) return []
  return (singleHeader(head, header.toLowerCase()) ?? '').split(',').map((group) => group.trim())
}
