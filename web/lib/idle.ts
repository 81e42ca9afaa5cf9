/** Safari has no `requestIdleCallback`; it counts as idle after this time. */
const IDLE_FALLBACK_MS = 500

export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => work())
  else setTimeout(work, IDLE_FALLBACK_MS)
}
