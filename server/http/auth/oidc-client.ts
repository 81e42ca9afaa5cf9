import type { authorizationCodeGrant, Configuration } from 'openid-client'
import * as v from 'valibot'

import { isLoopbackHost } from '../middleware/allowed-hosts.ts'
import type { Claimed } from './allow-list.ts'

/** An OpenID provider and how we are registered there. */
export type OidcSettings = {
  issuer: string
  clientId: string
  /** Null for a public client, protected by PKCE alone. */
  clientSecret: string | null
  scope: string
  /** The claim that lists the groups of a user. */
  groupsClaim: string
}

/** A sign-in in progress: where to send the browser, and what to check when it comes back. */
export type Beginning = { url: string; state: string; nonce: string; codeVerifier: string }

/** The user that the provider signed in. */
export type SignedIn = { name: string; claimed: Claimed; idToken: string | null }

/** An OpenID provider. Every method throws if the provider fails. */
export type OidcProvider = {
  /** The provider's host, to show to users. */
  host: string
  begin(redirectUri: string): Promise<Beginning>
  /** `answer` is our callback URL with everything that the provider added. */
  finish(answer: URL, begun: Omit<Beginning, 'url'>): Promise<SignedIn>
  /** Where the provider ends its own session; null if it cannot. */
  signOutUrl(idToken: string | null, returnTo: string): Promise<string | null>
}

/** Loaded at the first sign-in, which most servers never see. A failed import is tried again by the next one. */
const load = () => import('openid-client')

const TIMEOUT_SECONDS = 10

/**
 * The authorization code flow of OpenID Connect Core 1.0 with PKCE, state and nonce. The library checks the issuer
 * (RFC 9207), audience, times and nonce; signatures are checked here also where TLS alone would do. The provider's
 * description is fetched when it is first needed: this server starts without it.
 */
export function createOidcProvider(settings: OidcSettings): OidcProvider {
  let known: Promise<Configuration> | undefined

  function configuration(): Promise<Configuration> {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }

  return {
    host: new URL(settings.issuer).host,
    async begin(redirectUri) {
      const client = await load()
      const [state, nonce] = [client.randomState(), client.randomNonce()]
      const codeVerifier = client.randomPKCECodeVerifier()
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: settings.scope,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
      return { url: url.href, state, nonce, codeVerifier }
    },
    async finish(answer, { state, nonce, codeVerifier }) {
      const client = await load()
      const config = await configuration()
      const tokens = await client.authorizationCodeGrant(config, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      })
      const claims = await claimsOf(config, tokens, settings.groupsClaim)
      return { ...describeClaims(claims, settings.groupsClaim), idToken: tokens.id_token ?? null }
    },
    async signOutUrl(idToken, returnTo) {
      const client = await load()
      const config = await configuration()
      if (config.serverMetadata().end_session_endpoint === undefined) return null
      return client.buildEndSessionUrl(config, {
        post_logout_redirect_uri: returnTo,
        ...(idToken !== null && { id_token_hint: idToken }),
      }).href
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const client = await load()
  const url = new URL(issuer)
  const isPlain = url.protocol === 'http:' && isLoopbackHost(url.hostname)
  return client.discovery(
    url,
    clientId,
    undefined,
    clientSecret === null ? client.None() : client.ClientSecretPost(clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      execute: [
        client.enableNonRepudiationChecks,
        // Marked deprecated to warn about it; only for a provider on this machine.
        ...(isPlain ? [client.allowInsecureRequests] : []),
      ],
    },
  )
}

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>

/** Some providers list groups only at their userinfo endpoint. */
async function claimsOf(config: Configuration, tokens: Tokens, groupsClaim: string): Promise<Claims> {
  const client = await load()
  const idToken = tokens.claims()
  if (idToken === undefined) throw new Error('The provider sent no ID token.')
  const isAsked = !(groupsClaim in idToken) && config.serverMetadata().userinfo_endpoint !== undefined
  const userInfo = isAsked ? await client.fetchUserInfo(config, tokens.access_token, idToken.sub) : {}
  return { idToken, userInfo }
}

/** Whether the provider refused, for example because the user declined; any other error is a fault. */
export async function isProvidersRefusal(error: unknown): Promise<boolean> {
  const client = await load()
  return error instanceof client.AuthorizationResponseError
}

const groupsSchema = v.fallback(v.array(v.string()), [])
const emailSchema = v.object({
  email: v.fallback(v.optional(v.string()), undefined),
  email_verified: v.fallback(v.optional(v.boolean()), undefined),
})

/** Claims about a user from the ID token and, if requested, the userinfo endpoint. */
export type Claims = { idToken: { sub: string; [name: string]: unknown }; userInfo: Record<string, unknown> }

/**
 * The names and groups of a user. Names that users may choose, such as `preferred_username`, never count, nor does an
 * email address from one source that only the other source calls verified: they may be two addresses.
 */
export function describeClaims(
  { idToken, userInfo }: Claims,
  groupsClaim: string,
): { name: string; claimed: Claimed } {
  const source = 'email' in idToken ? idToken : userInfo
  const { email, email_verified: isVerified } = v.parse(emailSchema, source)
  const { sub } = idToken
  const users = email !== undefined && isVerified === true ? [email, sub] : [sub]
  const groups = v.parse(groupsSchema, (groupsClaim in idToken ? idToken : userInfo)[groupsClaim])
  return { name: users[0] ?? sub, claimed: { users, groups } }
}
