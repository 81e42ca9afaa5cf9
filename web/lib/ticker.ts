import { useSyncExternalStore } from 'react'

const TICK_MS = 1000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls `onTick` every second until the returned function is called. All listeners share one timer. */
export function subscribeToTicks(onTick: () => void): () => void {
  listeners.add(onTick)
  timer ??= setInterval(() => {
    for (const listener of listeners) listener()
  }, TICK_MS)
  return () => {
    listeners.delete(onTick)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** What `read` returns now. It is read again every second; the component renders only when the result has changed. */
export function useTick<T extends string | number>(read: () => T): T {
  return useSyncExternalStore(subscribeToTicks, read)
}
