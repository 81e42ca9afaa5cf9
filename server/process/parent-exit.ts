/** How often a process looks whether the one that started it is still there. */
const LOOK_MS = 500

/**
 * Calls back once the process that started this one is gone. npm hands a signal to the shell of its script, which ends
 * of it and passes it on to nobody; what it started would run on unseen, and keep its port.
 */
export function whenLeftAlone(callback: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, LOOK_MS)
  timer.unref()
}
