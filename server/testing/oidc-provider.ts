import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Provider } from 'oidc-provider'

/** A real OpenID provider on a loopback port that accepts any name and password. */
export type TestProvider = { issuer: string; clientId: string; clientSecret: string; close(): Promise<void> }

const CLIENT = { clientId: 'swas-image-browser', clientSecret: 'client-secret-0123456789' }

/** Groups by user. */
const GROUPS: Record<string, string[]> = { anna: ['staff', 'ops'], ben: ['staff'] }

/** `originFor` returns the origin to redirect back to, once the issuer is known. */
export async function startTestProvider(
  originFor: (issuer: string) => Promise<string>,
): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${portOf(address)}`
  const origin = await originFor(issuer)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${origin}/sign-in/callback`],
        post_logout_redirect_uris: [`${origin}/sign-in`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    // Like many providers, lists groups only at the userinfo endpoint.
    claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'email', 'groups'],
    cookies: { keys: ['key of a test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.com`,
        email_verified: id !== 'eve',
        groups: GROUPS[id] ?? [],
      }),
    }),
  })
  server.on('request', provider.callback())
  return {
    issuer,
    ...CLIENT,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
