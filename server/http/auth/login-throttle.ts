import { isIPv6 } from 'node:net'

/** Failed sign-ins allowed per peer within the window, in milliseconds. */
export const MAX_ATTEMPTS = 5
export const ATTEMPT_WINDOW_MS = 60_000

/** Counts failed sign-ins by peer. */
export type LoginThrottle = {
  /** Milliseconds until this peer may try again; 0 if it may now. */
  waitMs(peer: string): number
  /** `guess`: what was tried, or its digest. Repeats are not counted: a program with an old token is no attack. */
  failed(peer: string, guess?: string): void
  succeeded(peer: string): void
}

/** Tracks at most `mostPeers`, and forgets the one whose failure is oldest first. */
export function createLoginThrottle(now: () => number, mostPeers = 10_000): LoginThrottle {
  const failures = new Map<string, { at: number; guess: string | undefined }[]>()

  function recent(key: string) {
    return (failures.get(key) ?? []).filter(({ at }) => now() - at < ATTEMPT_WINDOW_MS)
  }

  return {
    waitMs(peer) {
      const first = recent(keyOf(peer)).at(-MAX_ATTEMPTS)
      return first === undefined ? 0 : first.at + ATTEMPT_WINDOW_MS - now()
    },
    failed(peer, guess) {
      const key = keyOf(peer)
      const before = recent(key)
      if (guess !== undefined && before.some((failure) => failure.guess === guess)) return
      const latest = [...before, { at: now(), guess }].slice(-MAX_ATTEMPTS)
      failures.delete(key)
      const [oldest] = failures.keys()
      if (failures.size >= mostPeers && oldest !== undefined) failures.delete(oldest)
      failures.set(key, latest)
    },
    succeeded(peer) {
      failures.delete(keyOf(peer))
    },
  }
}

/** One key per IPv6 /64: a client with one of its 2^64 addresses has them all (RFC 4291, section 2.5.1). */
function keyOf(peer: string): string {
  if (!isIPv6(peer)) return peer
  const [left = '', right] = peer.split('%')[0]?.split('::') ?? []
  const groups = left === '' ? [] : left.split(':')
  const rest = right === undefined || right === '' ? [] : right.split(':')
  const zeros =
    right === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0')
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':')
}
