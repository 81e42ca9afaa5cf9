import { LAUNCH_TOKEN_HEADER } from '#contract/session.ts'

import type { Identify } from './identity.ts'
import { unauthenticated } from './identity.ts'
import { createSecretCheck, singleHeader } from './secret.ts'

/**
 * Admits clients that know the token of this start, which keeps other users of the machine out. It is sent as a header:
 * browsers send cookies to every port of a host, including every other server on loopback.
 */
export function createLaunchIdentity(token: string): Identify {
  const isToken = createSecretCheck(token)
  return (head) => {
    if (isToken(singleHeader(head, LAUNCH_TOKEN_HEADER.toLowerCase()) ?? '')) {
      return { ok: true, identity: { name: null } }
    }
    return unauthenticated('Open the address that was printed at start, with everything after the #.', {
      reason: 'launch-token',
    })
  }
}

/** The address to open. Browsers do not send the fragment, so the token is in no log and no Referer. */
export function launchUrl(url: string, token: string): string {
  return `${url}#token=${token}`
}
