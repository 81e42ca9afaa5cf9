import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Gate } from '../http/app.ts'
import { checkProvenance } from '../http/middleware/csrf.ts'
import { checkEntrance } from '../http/middleware/guard.ts'
import { sendRefusal } from '../http/middleware/request-log.ts'
import { developmentHeaders } from '../http/middleware/security-headers.ts'
import { type Head, headOf, headerOf, pathOf } from '../http/request-head.ts'

/**
 * The front door before a development server, as connect-style middleware: the API behind exactly the guard that
 * production has; whatever else there is, by authority and by who started the request. `nonce` is of the process.
 */
export function createDevMiddleware(gate: Gate, nonce: string) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void): void => {
    const head = headOf(incoming)
    if (isOfApi(gate, head)) {
      gate.listener(incoming, outgoing)
      return
    }
    const refusal = checkEntrance(head, gate) ?? checkProvenance(head, 'page', 'http')
    if (refusal !== undefined) {
      sendRefusal(outgoing, refusal, { ref: 'development' })
      return
    }
    for (const [name, value] of Object.entries(developmentHeaders(nonce))) outgoing.setHeader(name, value)
    next()
  }
}

/** Closes connections that another site wants to turn into a WebSocket of the development server. */
export function refuseForeignUpgrade(gate: Gate, incoming: IncomingMessage, socket: Duplex): void {
  const head = headOf(incoming)
  const origin = headerOf(head, 'origin')
  const isOwn = origin === undefined || origin === `http://${headerOf(head, 'host')}`
  if (!isOwn || checkEntrance(head, gate) !== undefined) socket.destroy()
}

function isOfApi(gate: Gate, head: Head): boolean {
  const path = pathOf(head)
  return path.startsWith('/api') || gate.findResource(path) !== undefined
}
