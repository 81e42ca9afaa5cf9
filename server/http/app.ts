import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Log } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { createEntry, type Entry, LOOPBACK } from './auth/auth.ts'
import { createLifecycle, type Lifecycle } from './graceful-shutdown.ts'
import { createFrontDoor } from './middleware/guard.ts'
import { createListener } from './middleware/request-log.ts'
import type { Pages } from './pages/built-page.ts'
import { createResources, type FindResource } from './route-table.ts'
import { createRoutes } from './routes.ts'

/** What the front door and the routes are made of. */
export type GateOptions = {
  catalogue: Catalogue
  /** Null where something else serves the page. */
  pages: Pages | null
  log: Log
  version: string
  metrics?: Metrics | undefined
  /** Loopback without sign-in, where nothing else is said. */
  entry?: Entry
}

/** Front door and routes in one, to be mounted on a server of Node. */
export type Gate = {
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  lifecycle: Lifecycle
  findResource: FindResource
  /** Empty until `open`. */
  authorities(): ReadonlySet<string>
  /** Lets requests in that name this address, which the server has just bound. */
  open(address: string, port: number): void
}

/** Binds front door and routes; refuses everything until it is opened. */
export function createGate(options: GateOptions): Gate {
  const { catalogue, pages, log, version, metrics } = options
  const entry = options.entry ?? createEntry(LOOPBACK, { log, now: Date.now })
  const lifecycle = createLifecycle()
  let own: ReadonlySet<string> = new Set()
  const authorities = () => own
  const findResource = createResources(pages, entry.signIn !== null)
  const frontDoor = createFrontDoor({
    authorities,
    findResource,
    scheme: entry.scheme,
    authenticate: entry.authenticate,
  })
  const routes = createRoutes({
    catalogue,
    pages,
    isReady: () => lifecycle.isReady(),
    createNonce,
    version,
    metrics,
    mayRead: (head) => entry.authenticate(head, 'api') === undefined,
    session: (head) => entry.session(head),
    signIn: entry.signIn?.(findResource) ?? null,
  })
  return {
    listener: createListener({ scheme: entry.scheme, frontDoor, routes, lifecycle, log }),
    lifecycle,
    findResource,
    authorities,
    open: (address, port) => {
      own = entry.authorities(address, port)
    },
  }
}

/** 128 bits, as a nonce of a content security policy should have (CSP Level 3, section 7.1). */
function createNonce(): string {
  return randomBytes(16).toString('base64')
}
