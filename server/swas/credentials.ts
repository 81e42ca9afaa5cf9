import type { Outcome } from '#contract/outcome.ts'

import { failure } from './failures.ts'
import type { Credentials } from './sign.ts'

/** Where keys come from; `fixed` holds them itself. */
export type CredentialOrigin =
  | { kind: 'fixed'; credentials: Credentials }
  | { kind: 'profile'; profile: string | null }
  | { kind: 'ram-role' }
  | { kind: 'oidc' }

/** Gives the keys for each attempt. */
export type CredentialSource = {
  get(): Promise<Outcome<Credentials>>
  /** Whether asking again may give other keys than the ones that have expired. */
  canRefresh: boolean
  /** Lets go of what is cached, so that the next `get` asks anew; once for however many callers. */
  refresh(expired: Credentials): void
  /** The AccessKey ID, masked but for its last four characters; null before the first `get`. */
  maskedAccessKeyId(): string | null
}

/** What the ecosystem's own library offers, as far as it is used. */
export type Provider = { getCredential(): Promise<Credentials> }

/**
 * @param createProvider makes a new instance of the ecosystem's provider; called again after every failure, since
 * `@alicloud/credentials` 2.4.7 stays on the provider that failed.
 */
export function createCredentialSource(
  origin: CredentialOrigin,
  createProvider: (origin: CredentialOrigin) => Promise<Provider> = loadProvider,
): CredentialSource {
  if (origin.kind === 'fixed') return fixedSource(origin.credentials)
  let provider: Promise<Provider> | undefined
  let inFlight: Promise<Outcome<Credentials>> | undefined
  let last: Credentials | undefined

  async function ask(): Promise<Outcome<Credentials>> {
    try {
      provider ??= createProvider(origin)
      last = await (await provider).getCredential()
      return { ok: true, value: last }
    } catch {
      // Its message may hold the whole configuration file, secrets included: it is neither shown nor logged.
      provider = undefined
      const detail = `The credential source "${origin.kind}" gave no credentials.`
      return { ok: false, failure: failure('CREDENTIALS_MISSING', detail) }
    } finally {
      inFlight = undefined
    }
  }

  return {
    get: () => (inFlight ??= ask()),
    canRefresh: true,
    refresh: (expired) => {
      if (last?.securityToken !== expired.securityToken) return
      provider = undefined
      last = undefined
    },
    maskedAccessKeyId: () => (last === undefined ? null : masked(last.accessKeyId)),
  }
}

function fixedSource(credentials: Credentials): CredentialSource {
  return {
    get: () => Promise.resolve({ ok: true, value: credentials }),
    canRefresh: false,
    refresh: () => {},
    maskedAccessKeyId: () => masked(credentials.accessKeyId),
  }
}

function masked(accessKeyId: string): string {
  return `****${accessKeyId.slice(-4)}`
}

/**
 * The ecosystem's own provider, loaded only where a profile or a role is asked for. Each is named: the default chain
 * of the package would go on to the metadata address, which is asked for a role of the machine only.
 */
async function loadProvider(origin: CredentialOrigin): Promise<Provider> {
  const library = await import('@alicloud/credentials')
  const provider = {
    fixed: () => undefined,
    profile: () => profileProvider(library.CLIProfileCredentialsProvider.builder(), origin),
    'ram-role': () => library.ECSRAMRoleCredentialsProvider.builder().build(),
    oidc: () => library.OIDCRoleArnCredentialsProvider.builder().build(),
  }[origin.kind]()
  return {
    getCredential: async () => {
      const found = await provider?.getCredentials()
      if (!found?.accessKeyId || !found.accessKeySecret) throw new Error('The provider gave no keys.')
      const { accessKeyId, accessKeySecret, securityToken } = found
      return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) }
    },
  }
}

function profileProvider<TProvider>(
  builder: { withProfileName(name: string): { build(): TProvider }; build(): TProvider },
  origin: CredentialOrigin,
): TProvider {
  const name = origin.kind === 'profile' ? origin.profile : null
  return name === null ? builder.build() : builder.withProfileName(name).build()
}
