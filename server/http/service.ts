import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import type { Catalogue } from '../catalogue/use-cases.ts'
import type { Log } from '../log.ts'
import { formatAuthority, ownAuthorities } from './authority.ts'
import { type Authenticate, createFrontDoor } from './front-door.ts'
import { createLifecycle } from './lifecycle.ts'
import { createListener } from './listener.ts'
import { type ConnectionTimes, createNodeServer } from './node-server.ts'
import type { Pages } from './pages.ts'
import { createResources } from './resources.ts'
import { createRoutes } from './routes.ts'

/** What the HTTP side is made of. */
export type ServiceOptions = {
  catalogue: Catalogue
  pages: Pages
  log: Log
  version: string
  authenticate?: Authenticate
  times?: ConnectionTimes
}

/** The HTTP side of the process: front door, routes and server in one. */
export type Service = {
  /**
   * Listens on a loopback address; port 0 takes a free one. Gives the URL to open.
   * @throws the error of Node's `listen`, such as EADDRINUSE.
   */
  listen(address: string, port: number): Promise<string>
  /** Stops taking requests, and ends when those under way are answered, or after `graceMs`. */
  drain(graceMs: number): Promise<void>
}

/** Binds the parts; nothing listens yet. */
export function createService({
  catalogue,
  pages,
  log,
  version,
  authenticate,
  times,
}: ServiceOptions): Service {
  const lifecycle = createLifecycle()
  let authorities: ReadonlySet<string> = new Set()
  const frontDoor = createFrontDoor({
    authorities: () => authorities,
    findResource: createResources(pages.assetPaths),
    authenticate: authenticate ?? anyone,
  })
  const routes = createRoutes({ catalogue, pages, isReady: () => lifecycle.isReady(), createNonce, version })
  const server = createNodeServer({
    listener: createListener({ frontDoor, routes, lifecycle, log }),
    onBroken: (code) => log.warn({ code }, 'connection'),
    ...(times !== undefined && { times }),
  })
  return {
    async listen(host, port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => resolve())
      })
      const { address, port: bound } = addressOf(server.address())
      authorities = ownAuthorities(address, bound)
      return `http://${formatAuthority(address, bound)}/`
    },
    drain: (graceMs) => lifecycle.drain(server, graceMs),
  }
}

/** 128 bits, as a nonce of a content security policy should have (CSP Level 3, section 7.1). */
function createNonce(): string {
  return randomBytes(16).toString('base64')
}

/** On loopback whoever reaches the port may ask. */
function anyone() {
  return undefined
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address
}
