import type { Socket } from 'node:net'

import { OPERATIONS } from '../authorize.ts'

/** Counts since the last reset. */
export type FaultStats = {
  calls: number
  byAction: Record<string, number>
  byMode: Record<string, number>
  /** Calls by operation and region. */
  byKey: Record<string, number>
  /** Most calls of one operation in any 60 s. */
  mostInAMinute: Record<string, number>
  /** Calls beyond the quota. */
  overQuota: number
  /** Calls that reused a nonce. */
  nonceReuse: number
  badSignatures: number
  /** Most concurrent calls of one operation in one region. */
  maxInFlightByKey: Record<string, number>
  /** Operations that the server must never call. */
  unexpectedActions: string[]
  bytesSent: number
  /** All header names of calls, sorted. */
  headerNames: string[]
  /** Largest difference between a call's date and the clock. */
  maxClockSkewMs: number
  /** Requests to the address that redirects and false endpoints name. */
  sinkHits: number
  connections: number
}

/** One call to count. */
export type CallRecord = {
  action: string
  region: string
  fault: string
  skewMs: number
  headerNames: Iterable<string>
  /** Milliseconds since the epoch. */
  atMs: number
}

const MINUTE_MS = 60_000

/** Counts calls, and the bytes of their connections. */
export function createStats() {
  let stats = emptyStats()
  let bytesBefore = 0
  const inFlight = new Map<string, number>()
  const sockets = new Map<Socket, number>()
  const lastMinute = new Map<string, number[]>()

  function refuse(code: string | null) {
    if (code === 'SignatureNonceUsed') stats.nonceReuse += 1
    if (code === 'Throttling.User') stats.overQuota += 1
    if (code === 'SignatureDoesNotMatch' || code === 'IncompleteSignature') stats.badSignatures += 1
  }

  function recordTime(action: string, atMs: number) {
    const times = [...(lastMinute.get(action) ?? []).filter((at) => at > atMs - MINUTE_MS), atMs]
    lastMinute.set(action, times)
    stats.mostInAMinute[action] = Math.max(stats.mostInAMinute[action] ?? 0, times.length)
  }

  return {
    connect: (socket: Socket) => {
      stats.connections += 1
      sockets.set(socket, socket.bytesWritten)
      socket.once('close', () => {
        bytesBefore += socket.bytesWritten - (sockets.get(socket) ?? 0)
        sockets.delete(socket)
      })
    },
    /** Counts a call. Call the returned function once it has been answered. */
    begin: ({ action, region, fault, skewMs, headerNames, atMs }: CallRecord): (() => void) => {
      const key = `${action} ${region}`.trim()
      stats.calls += 1
      count(stats.byAction, action)
      count(stats.byMode, fault)
      count(stats.byKey, key)
      recordTime(action, atMs)
      if (!OPERATIONS.some((name) => name === action)) stats.unexpectedActions.push(action)
      stats.maxClockSkewMs = Math.max(stats.maxClockSkewMs, Math.abs(skewMs))
      stats.headerNames = [...new Set([...stats.headerNames, ...headerNames])].sort()
      inFlight.set(key, (inFlight.get(key) ?? 0) + 1)
      stats.maxInFlightByKey[key] = Math.max(stats.maxInFlightByKey[key] ?? 0, inFlight.get(key) ?? 0)
      return () => inFlight.set(key, (inFlight.get(key) ?? 1) - 1)
    },
    refuse,
    sink: () => {
      stats.sinkHits += 1
    },
    read: (): FaultStats => {
      const live = [...sockets].map(([socket, start]) => socket.bytesWritten - start)
      return { ...stats, bytesSent: live.reduce((sum, bytes) => sum + bytes, bytesBefore) }
    },
    reset: () => {
      stats = emptyStats()
      lastMinute.clear()
      bytesBefore = 0
      for (const socket of sockets.keys()) sockets.set(socket, socket.bytesWritten)
    },
  }
}

function emptyStats(): FaultStats {
  return {
    calls: 0,
    byAction: {},
    byMode: {},
    byKey: {},
    mostInAMinute: {},
    overQuota: 0,
    nonceReuse: 0,
    badSignatures: 0,
    maxInFlightByKey: {},
    unexpectedActions: [],
    headerNames: [],
    bytesSent: 0,
    maxClockSkewMs: 0,
    sinkHits: 0,
    connections: 0,
  }
}

function count(counts: Record<string, number>, name: string) {
  counts[name] = (counts[name] ?? 0) + 1
}
