import type { Server, ServerResponse } from 'node:http'

import type { Middleware } from './context.ts'

/** Whether the process takes requests, and which responses are in flight. */
export type GracefulShutdown = {
  isReady: () => boolean
  /** Middleware that counts a request until its connection is done with it. */
  track: Middleware
  /**
   * Stops taking requests, waits up to `graceMs` for those in flight, then closes every connection. Until then new
   * requests are answered with a failure that says to come back.
   */
  drain(server: Server, graceMs: number): Promise<void>
}

export function createGracefulShutdown(): GracefulShutdown {
  const inFlight = new Set<ServerResponse>()
  const idle = Promise.withResolvers<void>()
  let ready = true

  function settle() {
    if (!ready && inFlight.size === 0) idle.resolve()
  }

  return {
    isReady: () => ready,
    track({ env: { outgoing } }, next) {
      inFlight.add(outgoing)
      if (!ready) forbidKeepAlive(outgoing)
      outgoing.once('close', () => {
        inFlight.delete(outgoing)
        settle()
      })
      return next()
    },
    async drain(server, graceMs) {
      ready = false
      for (const outgoing of inFlight) forbidKeepAlive(outgoing)
      settle()
      const deadline = setTimeout(idle.resolve, graceMs)
      await idle.promise
      clearTimeout(deadline)
      const closed = new Promise((resolve) => server.close(resolve))
      // The last bytes of a finished response may still be on their way out.
      setTimeout(() => server.closeAllConnections(), 250).unref()
      await closed
    },
  }
}

function forbidKeepAlive(outgoing: ServerResponse) {
  if (!outgoing.headersSent) outgoing.setHeader('Connection', 'close')
}
