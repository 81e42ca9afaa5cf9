import type { Outcome } from '#contract/result.ts'

import { type Clock, systemClock } from '../clock.ts'
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
  get(): Promise<Outcome<Credentials>>
  /** Whether asking again may give other keys than the ones that were refused. */
  canRefresh: boolean
  /** Lets go of refused keys, so that the next `get` asks anew; once, however many callers were refused with them. */
  refresh(refused: Credentials): void
  /** The AccessKey ID, masked but for its last four characters; null before the first `get`. */
  maskedAccessKeyId(): string | null
}

/** What the tests replace: the maker of providers, and time; and who has to know new keys. */
export type CredentialOptions = {
  createProvider?: (origin: ProviderOrigin) => Promise<Provider>
  clock?: Clock
  /** Hears of keys that are new, before anybody else. */
  onKeys?: (keys: Credentials) => void
}

/** Whoever waits for keys waits no longer; a metadata service or a token endpoint may never answer. */
const PATIENCE_MS = 10_000

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
  const { createProvider = loadProvider, clock = systemClock, onKeys } = options
  let provider: Promise<Provider> | undefined
  let asking: Promise<Outcome<Credentials>> | undefined
  let last: Credentials | undefined
  let lastId: string | null = null

  async function ask(): Promise<Outcome<Credentials>> {
    try {
      provider ??= createProvider(origin)
      const keys = await inTime(getFrom(provider), clock)
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

  return {
    get: () =>
      (asking ??= ask().finally(() => {
        asking = undefined
      })),
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

async function inTime<T>(wanted: Promise<T>, clock: Clock): Promise<T> {
  let cancel = () => {}
  const late = new Promise<never>((_resolve, reject) => {
    const problem = new CredentialProblem('The source of the keys did not answer in time.')
    cancel = clock.after(PATIENCE_MS, () => reject(problem))
  })
  return Promise.race([wanted, late]).finally(cancel)
}

function isSame(a: Credentials, b: Credentials): boolean {
  return a.accessKeySecret === b.accessKeySecret && a.securityToken === b.securityToken
}
