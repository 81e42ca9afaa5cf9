import type { Server, ServerResponse } from 'node:http'

/** Whether the process takes requests, and which answers are under way. */
export type Lifecycle = {
  isReady(): boolean
  /** Counts an answer until its connection is done with it, which the caller hears of and tells. */
  track(outgoing: ServerResponse): () => void
  /**
   * Stops taking requests, waits for the answers under way at most `graceMs`, and closes every connection. Until
   * then new requests are still heard, so that they can be told to come back.
   */
  drain(server: Server, graceMs: number): Promise<void>
}

/** A lifecycle at its beginning. */
export function createLifecycle(): Lifecycle {
  const underWay = new Set<ServerResponse>()
  const idle = Promise.withResolvers<void>()
  let ready = true

  function settle() {
    if (!ready && underWay.size === 0) idle.resolve()
  }

  return {
    isReady: () => ready,
    track(outgoing) {
      underWay.add(outgoing)
      if (!ready) forbidKeepAlive(outgoing)
      return () => {
        underWay.delete(outgoing)
        settle()
      }
    },
    async drain(server, graceMs) {
      ready = false
      for (const outgoing of underWay) forbidKeepAlive(outgoing)
      settle()
      const deadline = setTimeout(idle.resolve, graceMs)
      await idle.promise
      clearTimeout(deadline)
      const closed = new Promise((resolve) => server.close(resolve))
      // What is left was given its time; the few bytes of a finished answer may still be on their way out.
      setTimeout(() => server.closeAllConnections(), 250).unref()
      await closed
    },
  }
}

function forbidKeepAlive(outgoing: ServerResponse) {
  if (!outgoing.headersSent) outgoing.setHeader('Connection', 'close')
}
