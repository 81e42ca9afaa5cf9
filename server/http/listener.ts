import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

import { FAILURES, ownFailure } from '#contract/failures.ts'

import type { Log } from '../log.ts'
import type { RouteEnv, Trace } from './exchange.ts'
import { hasBody } from './framing.ts'
import type { FrontDoor } from './front-door.ts'
import { headOf } from './head.ts'
import type { Lifecycle } from './lifecycle.ts'
import { problemAnswer } from './problems.ts'
import { type Refusal, refuse } from './refusal.ts'

/** What stands between Node's server and the routes. */
export type ListenerOptions = {
  frontDoor: FrontDoor
  routes: Hono<RouteEnv>
  lifecycle: Lifecycle
  log: Log
}

/** A request listener of Node: the front door, then the routes, and one line in the log for each request. */
export function createListener({ frontDoor, routes, lifecycle, log }: ListenerOptions) {
  const traces = new WeakMap<object, Trace>()
  const answer = getRequestListener((request, { incoming }) =>
    routes.fetch(request, {
      trace: traces.get(incoming) ?? newTrace(),
      allowSilence: (ms: number) => void incoming.socket.setTimeout(ms),
    }),
  )
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const trace = newTrace()
    traces.set(incoming, trace)
    logWhenDone(incoming, outgoing, trace, log)
    lifecycle.track(outgoing)
    const head = headOf(incoming)
    const refusal = frontDoor(head) ?? refuseWhileDraining(lifecycle, incoming)
    if (refusal === undefined) {
      void answer(incoming, outgoing)
      return
    }
    // The body of a refused request stays unread, and would stand before the next request.
    if (hasBody(head)) outgoing.setHeader('Connection', 'close')
    sendRefusal(outgoing, refusal, trace)
  }
}

/** Answers a refused request, and notes the code for the log. */
export function sendRefusal(outgoing: ServerResponse, refusal: Refusal, trace: Trace): void {
  const { status, headers, body } = problemAnswer(refusal.failure, trace.ref)
  trace.code = refusal.failure.code
  outgoing.writeHead(status, { ...headers, ...refusal.headers, 'Content-Length': Buffer.byteLength(body) })
  outgoing.end(body)
}

function newTrace(): Trace {
  return { ref: randomUUID() }
}

const PROBES = /^\/(?:healthz|readyz)$/

function refuseWhileDraining(lifecycle: Lifecycle, { url = '' }: IncomingMessage): Refusal | undefined {
  if (lifecycle.isReady() || PROBES.test(url)) return undefined
  return refuse(ownFailure('DRAINING', 'The process was told to stop.', 1000))
}

function logWhenDone(incoming: IncomingMessage, outgoing: ServerResponse, trace: Trace, log: Log) {
  const startedAt = performance.now()
  outgoing.once('close', () => {
    const { ref, code, cause } = trace
    const entry = {
      method: incoming.method,
      target: incoming.url?.slice(0, 300),
      status: outgoing.statusCode,
      ms: Math.round(performance.now() - startedAt),
      ...(outgoing.writableFinished ? {} : { aborted: true }),
      ...(code !== undefined && { code, ref }),
      ...(cause !== undefined && { cause }),
    }
    if (cause !== undefined || code === 'INTERNAL') log.error(entry, 'request')
    else if (code !== undefined && FAILURES[code].status >= 500) log.warn(entry, 'request')
    else log.info(entry, 'request')
  })
}
