import { createGate, type GateOptions } from './app.ts'
import { createEntry, LOOPBACK } from './auth/auth.ts'
import { listen, type Place } from './listen.ts'
import { type ConnectionTimes, createNodeServer } from './server.ts'

/** What the HTTP side is made of. */
export type ServiceOptions = GateOptions & { times?: ConnectionTimes }

/** The HTTP side of the process: front door, routes and server in one. */
export type Service = {
  /**
   * Listens on an address, where port 0 takes a free one, or on a Unix socket. Gives the URL to open.
   * @throws StartError with a sentence for a place that is taken or not allowed.
   */
  listen(place: Place): Promise<string>
  /** Stops taking requests, and ends when those under way are answered, or after `graceMs`. */
  drain(graceMs: number): Promise<void>
}

/** Binds the parts; nothing listens yet. */
export function createService({ times, ...options }: ServiceOptions): Service {
  const entry = options.entry ?? createEntry(LOOPBACK, { log: options.log, now: Date.now })
  const gate = createGate({ ...options, entry })
  const server = createNodeServer({
    tls: entry.tls,
    isProxied: entry.isProxied,
    listener: gate.listener,
    onBroken: (code) => options.log.warn({ code }, 'connection'),
    ...(times !== undefined && { times }),
  })
  return {
    async listen(place) {
      const { address, port } = await listen(server, place)
      gate.open(address, port)
      return entry.url(address, port)
    },
    drain: (graceMs) => gate.lifecycle.drain(server, graceMs),
  }
}
