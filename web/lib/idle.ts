/** Where the browser does not tell when it is idle (Safari), this is taken for long enough. */
const SURELY_IDLE_MS = 500

/** Does something that can wait, once what is under way is on screen. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(() => work())
  else setTimeout(work, SURELY_IDLE_MS)
}
