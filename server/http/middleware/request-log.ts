import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { SIGN_IN_PATHS } from '#contract/api.ts'
import { FAILURES } from '#contract/failure-codes.ts'

import type { Log } from '../../telemetry/logger.ts'
import type { Middleware, Trace } from '../context.ts'
import { parseHead, pathOf } from '../request-head.ts'

/** Writes one line per request once its connection is done with it. */
export function requestLog(log: Log): Middleware {
  return (context, next) => {
    const { incoming, outgoing } = context.env
    const trace = newTrace()
    const startedAt = performance.now()
    context.set('head', parseHead(incoming))
    context.set('trace', trace)
    outgoing.once('close', () => writeLine(log, incoming, outgoing, trace, startedAt))
    return next()
  }
}

/** Creates the reference on first use: most requests have nothing to report. */
function newTrace(): Trace {
  let ref: string | undefined
  return {
    get ref() {
      return (ref ??= randomUUID())
    },
  }
}

function writeLine(
  log: Log,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  trace: Trace,
  startedAt: number,
) {
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

/** Leaves out the query of the sign-in callback, which holds the provider's code. */
function loggedTarget(target: string): string {
  const path = pathOf({ target })
  return path === SIGN_IN_PATHS.callback ? path : target
}
