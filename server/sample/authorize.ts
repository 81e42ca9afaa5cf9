import { createHash, timingSafeEqual } from 'node:crypto'

import type { Claim } from './claim.ts'
import type { Refusal } from './error-codes.ts'
import { type Call, operationOf } from './request.ts'
import { claimV1 } from './signature-v1.ts'
import { claimV3 } from './signature-v3.ts'

/** The operations that the sample serves. */
export const OPERATIONS = ['ListRegions', 'ListImages'] as const
export type Operation = (typeof OPERATIONS)[number]

/** A pair of keys; with a security token they are temporary ones of STS. */
export type SampleKeys = { accessKeyId: string; accessKeySecret: string; securityToken?: string }

/** At most `calls` of one operation in any `windowMs`. */
export type Quota = { calls: number; windowMs: number }

/** What the gate found: the operation that may run, or why not. */
export type Admission = { operation: Operation } | Refusal

export type Gate = {
  /** Checks a call at a moment, in milliseconds since the epoch. */
  admit(call: Call, nowMs: number): Admission
  /** Adds keys, or replaces those of the same ID. */
  accept(keys: SampleKeys): void
}

const TOLERATED_SKEW_MS = 15 * 60_000
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** The rules that the service applies to every call, whatever it asks for. */
export function createGate(firstKeys: SampleKeys, quota: Quota | null): Gate {
  const keysById = new Map([[firstKeys.accessKeyId, firstKeys]])
  const useNonce = createNonceBook()
  const spend = createQuotaBook(quota)
  return {
    accept: (keys) => void keysById.set(keys.accessKeyId, keys),
    admit(call, nowMs) {
      const operation = readOperation(call)
      if (typeof operation !== 'string') return operation
      const claim = call.headers.has('authorization') ? claimV3(call) : claimV1(call)
      if ('code' in claim) return claim
      const refusal =
        refuseKeys(claim, keysById.get(claim.accessKeyId)) ??
        refuseDate(claim.date, nowMs) ??
        useNonce(claim.nonce, nowMs) ??
        spend(operation, nowMs)
      return refusal ?? { operation }
    },
  }
}

function readOperation(call: Call): Operation | Refusal {
  if (call.method !== 'POST' && call.method !== 'GET') return { code: 'UnsupportedHTTPMethod' }
  const { action, version } = operationOf(call)
  const operation = OPERATIONS.find((name) => name === action)
  if (call.path !== '/' || version !== '2020-06-01') return { code: 'InvalidApi.NotFound' }
  return operation ?? { code: 'InvalidAction.NotFound' }
}

function refuseKeys(claim: Claim, keys: SampleKeys | undefined): Refusal | null {
  if (!keys) return { code: 'InvalidAccessKeyId.NotFound' }
  if (keys.securityToken !== undefined && !claim.securityToken) return { code: 'MissingSecurityToken' }
  if (!equal(claim.securityToken ?? '', keys.securityToken ?? '')) {
    return { code: 'InvalidSecurityToken.Malformed' }
  }
  if (!equal(claim.signature, claim.sign(keys.accessKeySecret))) {
    return { code: 'SignatureDoesNotMatch', detail: `server string to sign is:${claim.stringToSign}` }
  }
  return null
}

function refuseDate(date: string, nowMs: number): Refusal | null {
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) return { code: 'InvalidTimeStamp.Format' }
  const skewMs = Math.abs(Date.parse(date) - nowMs)
  return skewMs > TOLERATED_SKEW_MS ? { code: 'InvalidTimeStamp.Expired' } : null
}

/** Remembers each nonce for as long as its date could be accepted again. */
function createNonceBook() {
  const expiryByNonce = new Map<string, number>()
  return (nonce: string, nowMs: number): Refusal | null => {
    for (const [old, expiresAtMs] of expiryByNonce) {
      if (expiresAtMs > nowMs) break
      expiryByNonce.delete(old)
    }
    if (expiryByNonce.has(nonce)) return { code: 'SignatureNonceUsed' }
    expiryByNonce.set(nonce, nowMs + 2 * TOLERATED_SKEW_MS)
    return null
  }
}

function createQuotaBook(quota: Quota | null) {
  const spentAtMs = new Map<Operation, number[]>()
  return (operation: Operation, nowMs: number): Refusal | null => {
    if (!quota) return null
    const recent = (spentAtMs.get(operation) ?? []).filter((atMs) => atMs > nowMs - quota.windowMs)
    const isFree = recent.length < quota.calls
    spentAtMs.set(operation, isFree ? [...recent, nowMs] : recent)
    return isFree ? null : { code: 'Throttling.User' }
  }
}

/** Takes the same time for every difference: both sides are hashed to one length first. */
function equal(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
