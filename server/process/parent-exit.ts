const POLL_MS = 500

/**
 * Calls back once the process that started this one has exited. npm sends a signal to the shell that runs its script;
 * the shell exits without passing it on, and the server would keep running unseen, holding its port.
 */
export function onParentExit(callback: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, POLL_MS)
  timer.unref()
}
