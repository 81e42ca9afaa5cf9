import { useSyncExternalStore } from 'react'

import { serverNow } from './server-clock.ts'

/** The time of the last tick by both clocks, in epoch milliseconds. */
type Now = { serverMs: number; browserMs: number }

const TICK_MS = 1000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let lastTick: Now | undefined

/** Calls `onTick` every second until the returned function is called. All listeners share one timer. */
export function subscribeToTicks(onTick: () => void): () => void {
  if (listeners.size === 0) start()
  listeners.add(onTick)
  return () => {
    listeners.delete(onTick)
    if (listeners.size > 0) return
    clearInterval(timer)
    lastTick = undefined
  }
}

/**
 * A text or number derived from the current time. The component renders again only when that value changes.
 * @param read gets the time of the last tick, not the current time: React repeats a render during which the result
 * changes, and a long list may take longer than a second to render
 */
export function useTick<T extends string | number>(read: (now: Now) => T): T {
  return useSyncExternalStore(subscribeToTicks, () => read((lastTick ??= readClocks())))
}

function start() {
  lastTick = readClocks()
  timer = setInterval(() => {
    lastTick = readClocks()
    for (const listener of listeners) listener()
  }, TICK_MS)
}

function readClocks(): Now {
  return { serverMs: serverNow(), browserMs: Date.now() }
}
