import type { Result } from '#contract/result.ts'

import {
  CredentialError,
  type CredentialProvider,
  loadProvider,
  type ProviderOrigin,
} from './credential-providers.ts'
import { failure } from './failures.ts'
import { type Credentials, maskKeyId } from './sign.ts'

/** Where credentials come from; `fixed` holds them itself. */
export type CredentialOrigin = { kind: 'fixed'; credentials: Credentials } | ProviderOrigin

/** Supplies the credentials for each attempt. */
export type CredentialSource = {
  /** Fails if the source has not answered when `signal` aborts; the next call then starts over. */
  get(signal: AbortSignal): Promise<Result<Credentials>>
  /** Whether asking again may return other credentials than the refused ones. */
  canRefresh: boolean
  /** Drops refused credentials, so that the next `get` asks again; once, however many callers were refused. */
  refresh(refused: Credentials): void
  /** The AccessKey ID masked except for its last four characters; null before the first `get`. */
  maskedAccessKeyId(): string | null
}

export type CredentialOptions = {
  /** For tests. */
  createProvider?: (origin: ProviderOrigin) => Promise<CredentialProvider>
  /** Receives new credentials before anyone else does. */
  onKeys?: (credentials: Credentials) => void
}

const NO_CREDENTIALS = {
  profile: 'The profile of the aliyun CLI gave no keys.',
  'ram-role': 'The metadata service of this machine gave no keys of a RAM role.',
  oidc: 'The OIDC token could not be exchanged for keys of the RAM role.',
}

export function createCredentialSource(
  origin: CredentialOrigin,
  options: CredentialOptions = {},
): CredentialSource {
  return origin.kind === 'fixed' ? fixedSource(origin.credentials) : providerSource(origin, options)
}

function fixedSource(credentials: Credentials): CredentialSource {
  return {
    get: () => Promise.resolve({ ok: true, value: credentials }),
    canRefresh: false,
    refresh: () => {},
    maskedAccessKeyId: () => maskKeyId(credentials.accessKeyId),
  }
}

/**
 * Concurrent callers share one request. Every failure discards the provider, because one of `@alicloud/credentials`
 * 2.4.7 keeps failing once it has failed.
 */
function providerSource(origin: ProviderOrigin, options: CredentialOptions): CredentialSource {
  const { createProvider = loadProvider, onKeys } = options
  let provider: Promise<CredentialProvider> | undefined
  let pending: Promise<Result<Credentials>> | undefined
  let last: Credentials | undefined
  let maskedId: string | null = null

  async function request(): Promise<Result<Credentials>> {
    try {
      provider ??= createProvider(origin)
      const credentials = await (await provider).getCredentials()
      if (last === undefined || !isSame(last, credentials)) onKeys?.(credentials)
      last = credentials
      maskedId = maskKeyId(credentials.accessKeyId)
      return { ok: true, value: credentials }
    } catch (error) {
      provider = undefined
      // Other messages may contain the whole profile file, secrets included: they are neither shown nor logged.
      return missing(error instanceof CredentialError ? error.message : NO_CREDENTIALS[origin.kind])
    }
  }

  function settle(settled: Promise<unknown>): boolean {
    if (pending !== settled) return false
    pending = undefined
    return true
  }

  return {
    get: async (signal) => {
      const current = (pending ??= request().finally(() => settle(current)))
      const outcome = await Promise.race([current, aborted(signal)])
      if (outcome !== undefined) return outcome
      // A metadata service or token endpoint may never answer: the next call asks a new provider.
      if (settle(current)) provider = undefined
      return missing('The credential source did not answer in time.')
    },
    canRefresh: true,
    refresh: (refused) => {
      if (last === undefined || !isSame(last, refused)) return
      provider = undefined
      last = undefined
    },
    maskedAccessKeyId: () => maskedId,
  }
}

function missing(detail: string): Result<never> {
  return { ok: false, failure: failure('CREDENTIALS_MISSING', detail) }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

function isSame(a: Credentials, b: Credentials): boolean {
  return a.accessKeySecret === b.accessKeySecret && a.securityToken === b.securityToken
}
