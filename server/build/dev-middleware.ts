import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

import type { App } from '../http/app.ts'
import { checkHost } from '../http/middleware/allowed-hosts.ts'
import { checkCsrf } from '../http/middleware/csrf.ts'
import { checkMethod } from '../http/middleware/guard.ts'
import { developmentHeaders } from '../http/middleware/security-headers.ts'
import { checkStrictHttp } from '../http/middleware/strict-http.ts'
import type { Refusal } from '../http/problem.ts'
import { headerOf, parseHead, pathOf, type RequestHead } from '../http/request-head.ts'

/**
 * Connect middleware in front of Vite's development server: our app answers the API, and every request that it would
 * refuse; Vite answers the rest. One `nonce` serves the whole process.
 */
export function createDevMiddleware(app: App, nonce: string) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void): void => {
    const head = parseHead(incoming)
    if (isOurs(app, head) || (checkConnection(app, head) ?? checkCsrf(head, 'page', 'http')) !== undefined) {
      app.listener(incoming, outgoing)
      return
    }
    for (const [name, value] of Object.entries(developmentHeaders(nonce))) outgoing.setHeader(name, value)
    next()
  }
}

/** Closes a connection that another site tries to upgrade to a WebSocket of the development server. */
export function refuseForeignUpgrade(app: App, incoming: IncomingMessage, socket: Duplex): void {
  const head = parseHead(incoming)
  const origin = headerOf(head, 'origin')
  const isOwn = origin === undefined || origin === `http://${headerOf(head, 'host')}`
  if (!isOwn || checkConnection(app, head) !== undefined) socket.destroy()
}

function checkConnection(app: App, head: RequestHead): Refusal | undefined {
  return checkStrictHttp(head) ?? checkMethod(head) ?? checkHost(head, app.hosts())
}

function isOurs(app: App, head: RequestHead): boolean {
  const path = pathOf(head)
  return path.startsWith('/api') || app.findResource(path)?.kind !== 'page'
}
