import type { Outcome } from '#contract/result.ts'

import {
  CredentialProblem,
  loadProvider,
  type Provider,
  type ProviderOrigin,
} from './credential-providers.ts'
import { failure } from './failures.ts'
import { maskKeyId } from './key-id.ts'
import type { Credentials } from './sign.ts'

/** Where keys come from; `fixed` holds them itself. */
export type CredentialOrigin = { kind: 'fixed'; credentials: Credentials } | ProviderOrigin

/** Gives the keys for each attempt. */
export type CredentialSource = {
  /** Fails when the source has not answered by the time `signal` aborts; the next call then starts over. */
  get(signal: AbortSignal): Promise<Outcome<Credentials>>
  /** Whether asking again may give other keys than the ones that were refused. */
  canRefresh: boolean
  /** Lets go of refused keys, so that the next `get` asks anew; once, however many callers were refused with them. */
  refresh(refused: Credentials): void
  /** The AccessKey ID, masked but for its last four characters; null before the first `get`. */
  maskedAccessKeyId(): string | null
}

/** What the tests replace: the maker of providers; and who has to know new keys. */
export type CredentialOptions = {
  createProvider?: (origin: ProviderOrigin) => Promise<Provider>
  /** Hears of keys that are new, before anybody else. */
  onKeys?: (keys: Credentials) => void
}

const NOTHING_FROM = {
  profile: 'The profile of the aliyun CLI gave no keys.',
  'ram-role': 'The metadata service of this machine gave no keys of a RAM role.',
  oidc: 'The OIDC token could not be exchanged for keys of the RAM role.',
}

/**
 * Keys that are given, or those of a provider: one question at a time for however many callers, and a new provider
 * after every failure, since one of `@alicloud/credentials` 2.4.7 stays with what failed.
 */
export function createCredentialSource(
  origin: CredentialOrigin,
  options: CredentialOptions = {},
): CredentialSource {
  return origin.kind === 'fixed' ? fixedSource(origin.credentials) : providedSource(origin, options)
}

function fixedSource(credentials: Credentials): CredentialSource {
  return {
    get: () => Promise.resolve({ ok: true, value: credentials }),
    canRefresh: false,
    refresh: () => {},
    maskedAccessKeyId: () => maskKeyId(credentials.accessKeyId),
  }
}

function providedSource(origin: ProviderOrigin, options: CredentialOptions): CredentialSource {
  const { createProvider = loadProvider, onKeys } = options
  let provider: Promise<Provider> | undefined
  let asking: Promise<Outcome<Credentials>> | undefined
  let last: Credentials | undefined
  let lastId: string | null = null

  async function ask(): Promise<Outcome<Credentials>> {
    try {
      provider ??= createProvider(origin)
      const keys = await getFrom(provider)
      if (last === undefined || !isSame(last, keys)) onKeys?.(keys)
      last = keys
      lastId = maskKeyId(last.accessKeyId)
      return { ok: true, value: last }
    } catch (error) {
      provider = undefined
      // Other messages may hold the whole profile file, secrets included: they are neither shown nor logged.
      const detail = error instanceof CredentialProblem ? error.message : NOTHING_FROM[origin.kind]
      return { ok: false, failure: failure('CREDENTIALS_MISSING', detail) }
    }
  }

  async function get(signal: AbortSignal): Promise<Outcome<Credentials>> {
    const current = (asking ??= ask().finally(() => forget(current)))
    const outcome = await Promise.race([current, aborted(signal)])
    if (outcome !== undefined) return outcome
    // A metadata service or a token endpoint may never answer; the next call asks a new provider.
    if (forget(current)) provider = undefined
    return {
      ok: false,
      failure: failure('CREDENTIALS_MISSING', 'The credential source did not answer in time.'),
    }
  }

  function forget(current: Promise<unknown>): boolean {
    if (asking !== current) return false
    asking = undefined
    return true
  }

  return {
    get,
    canRefresh: true,
    refresh: (refused) => {
      if (last === undefined || !isSame(last, refused)) return
      provider = undefined
      last = undefined
    },
    maskedAccessKeyId: () => lastId,
  }
}

async function getFrom(provider: Promise<Provider>): Promise<Credentials> {
  return (await provider).getCredential()
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
