import { formatAuthority } from './authority.ts'
import { createGate, type GateOptions } from './gate.ts'
import { listen } from './listen.ts'
import { type ConnectionTimes, createNodeServer } from './node-server.ts'

/** What the HTTP side is made of. */
export type ServiceOptions = GateOptions & { times?: ConnectionTimes }

/** The HTTP side of the process: front door, routes and server in one. */
export type Service = {
  /**
   * Listens on a loopback address; port 0 takes a free one. Gives the URL to open.
   * @throws StartError with a sentence for a port that is taken or not allowed.
   */
  listen(address: string, port: number): Promise<string>
  /** Stops taking requests, and ends when those under way are answered, or after `graceMs`. */
  drain(graceMs: number): Promise<void>
}

/** Binds the parts; nothing listens yet. */
export function createService({ times, ...options }: ServiceOptions): Service {
  const gate = createGate(options)
  const server = createNodeServer({
    listener: gate.listener,
    onBroken: (code) => options.log.warn({ code }, 'connection'),
    ...(times !== undefined && { times }),
  })
  return {
    async listen(host, port) {
      const { address, port: bound } = await listen(server, host, port)
      gate.open(address, bound)
      return `http://${formatAuthority(address, bound)}/`
    },
    drain: (graceMs) => gate.lifecycle.drain(server, graceMs),
  }
}
