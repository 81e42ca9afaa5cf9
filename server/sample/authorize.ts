import { createHash, timingSafeEqual } from 'node:crypto'

import type { ApiError } from './error-codes.ts'
import { type ApiRequest, operationOf } from './request.ts'
import { readSignature, type SignatureClaim } from './verify-signature.ts'

/** The operations that the sample serves. */
export const OPERATIONS = ['ListRegions', 'ListImages'] as const
export type Operation = (typeof OPERATIONS)[number]

/** A key pair; temporary keys of STS also have a security token. */
export type SampleKeys = { accessKeyId: string; accessKeySecret: string; securityToken?: string }

/** At most `calls` of one operation in any `windowMs`. */
export type Quota = { calls: number; windowMs: number }

/** Returns the operation that may run, or why none may. `nowMs` is in milliseconds since the epoch. */
export type Authorize = (request: ApiRequest, nowMs: number) => { operation: Operation } | ApiError

const MAX_SKEW_MS = 15 * 60_000
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** The checks that the service makes for every request, whatever its operation. */
export function createAuthorize(keys: SampleKeys, quota: Quota | null): Authorize {
  const useNonce = createNonceCheck()
  const useQuota = createQuotaCheck(quota)
  return (request, nowMs) => {
    const operation = readOperation(request)
    if (typeof operation !== 'string') return operation
    const claim = readSignature(request)
    if ('code' in claim) return claim
    const error =
      checkKeys(claim, keys) ??
      checkDate(claim.date, nowMs) ??
      useNonce(claim.nonce, nowMs) ??
      useQuota(operation, nowMs)
    return error ?? { operation }
  }
}

function readOperation(request: ApiRequest): Operation | ApiError {
  if (request.method !== 'POST' && request.method !== 'GET') return { code: 'UnsupportedHTTPMethod' }
  const { action, version } = operationOf(request)
  const operation = OPERATIONS.find((name) => name === action)
  if (request.path !== '/' || version !== '2020-06-01') return { code: 'InvalidApi.NotFound' }
  return operation ?? { code: 'InvalidAction.NotFound' }
}

function checkKeys(claim: SignatureClaim, keys: SampleKeys): ApiError | null {
  if (claim.accessKeyId !== keys.accessKeyId) return { code: 'InvalidAccessKeyId.NotFound' }
  if (keys.securityToken !== undefined && !claim.securityToken) return { code: 'MissingSecurityToken' }
  if (!isEqual(claim.securityToken ?? '', keys.securityToken ?? '')) {
    return { code: 'InvalidSecurityToken.Malformed' }
  }
  if (!isEqual(claim.signature, claim.sign(keys.accessKeySecret))) {
    return { code: 'SignatureDoesNotMatch', detail: `server string to sign is:${claim.stringToSign}` }
  }
  return null
}

function checkDate(date: string, nowMs: number): ApiError | null {
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) return { code: 'InvalidTimeStamp.Format' }
  const skewMs = Math.abs(Date.parse(date) - nowMs)
  return skewMs > MAX_SKEW_MS ? { code: 'InvalidTimeStamp.Expired' } : null
}

/** Remembers each nonce for as long as its date could still be accepted. */
function createNonceCheck() {
  const expiryByNonce = new Map<string, number>()
  return (nonce: string, nowMs: number): ApiError | null => {
    for (const [old, expiresAtMs] of expiryByNonce) {
      if (expiresAtMs > nowMs) break
      expiryByNonce.delete(old)
    }
    if (expiryByNonce.has(nonce)) return { code: 'SignatureNonceUsed' }
    expiryByNonce.set(nonce, nowMs + 2 * MAX_SKEW_MS)
    return null
  }
}

function createQuotaCheck(quota: Quota | null) {
  const callsAtMs = new Map<Operation, number[]>()
  return (operation: Operation, nowMs: number): ApiError | null => {
    if (!quota) return null
    const recent = (callsAtMs.get(operation) ?? []).filter((atMs) => atMs > nowMs - quota.windowMs)
    const isFree = recent.length < quota.calls
    callsAtMs.set(operation, isFree ? [...recent, nowMs] : recent)
    return isFree ? null : { code: 'Throttling.User' }
  }
}

/** Compares in constant time; hashing makes both sides equally long. */
function isEqual(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
