import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

import { FAILURES, ownFailure } from '#contract/failures.ts'
import { SIGN_IN_PATHS } from '#contract/session.ts'

import type { Log } from '../../telemetry/logger.ts'
import type { RouteEnv, Trace } from '../context.ts'
import type { Lifecycle } from '../graceful-shutdown.ts'
import { problemAnswer } from '../problem.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Head, headerOf, headOf, pathOf } from '../request-head.ts'
import { isLoopbackHost, type Scheme } from './allowed-hosts.ts'
import type { FrontDoor } from './guard.ts'
import { BODILESS_HEADERS, STRICT_TRANSPORT } from './security-headers.ts'
import { hasBody } from './strict-http.ts'

/** What stands between Node's server and the routes. */
export type ListenerOptions = {
  scheme: Scheme
  frontDoor: FrontDoor
  routes: Hono<RouteEnv>
  lifecycle: Lifecycle
  log: Log
}

/** A request that was let in. */
type Visit = { incoming: IncomingMessage; outgoing: ServerResponse; trace: Trace; head: Head }

/** A request listener of Node: the front door, then the routes, and one line in the log for each request. */
export function createListener({ scheme, frontDoor, routes, lifecycle, log }: ListenerOptions) {
  const seen = new WeakMap<object, { trace: Trace; head: Head }>()
  const answer = getRequestListener((request, { incoming }) => {
    const known = seen.get(incoming)
    if (known === undefined) throw new Error('This request did not come by the front door.')
    return routes.fetch(request, {
      ...known,
      scheme,
      allowSilence: (ms: number) => void incoming.socket.setTimeout(ms),
    })
  })

  function takeRoute({ incoming, outgoing, trace, head }: Visit) {
    seen.set(incoming, { trace, head })
    void answer(incoming, outgoing)
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const trace = newTrace()
    const head = headOf(incoming)
    const untrack = lifecycle.track(outgoing)
    const logRequest = requestLogger(incoming, outgoing, trace, log)
    outgoing.once('close', () => {
      logRequest()
      untrack()
    })
    if (scheme === 'https') pinTransport(head, outgoing)
    const refusal = frontDoor(head) ?? refuseWhileDraining(lifecycle, incoming)
    if (refusal !== undefined) {
      // The body of a refused request stays unread, and would stand before the next request.
      if (hasBody(head)) outgoing.setHeader('Connection', 'close')
      sendRefusal(outgoing, refusal, trace)
      return
    }
    takeRoute({ incoming, outgoing, trace, head })
  }
}

/** Answers a refused request, and notes the code for the log. */
export function sendRefusal(outgoing: ServerResponse, refusal: Refusal, trace: Trace): void {
  trace.code = refusal.failure.code
  if (refusal.location !== undefined) {
    outgoing.writeHead(303, { ...BODILESS_HEADERS, Location: refusal.location, 'Content-Length': 0 }).end()
    return
  }
  const { status, headers, body } = problemAnswer(refusal.failure, trace.ref)
  outgoing.writeHead(status, { ...headers, ...refusal.headers, 'Content-Length': Buffer.byteLength(body) })
  // Node throws where a body would follow the answer to HEAD.
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body)
}

/** Browsers remember it for every port of a name: never for loopback, where other servers speak plain HTTP. */
function pinTransport(head: Head, outgoing: ServerResponse) {
  const host = URL.parse(`https://${headerOf(head, 'host') ?? ''}`)?.hostname ?? 'localhost'
  if (!isLoopbackHost(host)) outgoing.setHeader(STRICT_TRANSPORT.name, STRICT_TRANSPORT.value)
}

/** A provider's code stands in the query of the callback. */
function loggedTarget(target: string): string {
  const path = pathOf({ target })
  return path === SIGN_IN_PATHS.callback ? path : target
}

/** A reference is made where there is something to tell; most requests have nothing. */
function newTrace(): Trace {
  let ref: string | undefined
  return {
    get ref() {
      return (ref ??= randomUUID())
    },
  }
}

const PROBES = /^\/(?:healthz|readyz)$/

function refuseWhileDraining(lifecycle: Lifecycle, { url = '' }: IncomingMessage): Refusal | undefined {
  if (lifecycle.isReady() || PROBES.test(url)) return undefined
  return refuse(ownFailure('DRAINING', 'The process was told to stop.', 1000))
}

/** Writes the line of a request when it is called: once the connection is done with it. */
function requestLogger(incoming: IncomingMessage, outgoing: ServerResponse, trace: Trace, log: Log) {
  const startedAt = performance.now()
  return () => {
    const { code, cause } = trace
    const entry = {
      method: incoming.method,
      target: loggedTarget(incoming.url ?? ''),
      status: outgoing.statusCode,
      ms: Math.round(performance.now() - startedAt),
      ...(outgoing.writableFinished ? {} : { aborted: true }),
      ...(code !== undefined && { code, ref: trace.ref }),
      ...(cause !== undefined && { cause }),
    }
    if (cause !== undefined || code === 'INTERNAL') log.error(entry, 'request')
    else if (code !== undefined && FAILURES[code].status >= 500) log.warn(entry, 'request')
    else log.info(entry, 'request')
  }
}
