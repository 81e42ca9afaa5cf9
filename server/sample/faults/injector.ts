import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { type ApiRequest, operationOf, parameterOf } from '../request.ts'
import type { ApiResponse } from '../response.ts'
import { createAdminApi, type FaultControls } from './admin-api.ts'
import { FAULTS } from './all-faults.ts'
import { type Fault, reset } from './fault.ts'
import { withUniqueImage } from './payload-faults.ts'
import { createRules } from './rules.ts'
import { createStats } from './stats.ts'

/** The part of the injector that the sample server calls. */
export type FaultInjector = {
  /** Call it with each new connection. */
  connect(socket: Socket): void
  /** Answers requests that are not calls of the API; false if this is one. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Decides how to answer a call. */
  inject(request: ApiRequest, nowMs: number): Injection
}

export type Injection = {
  /** How far the clock of the sample is ahead for this call. */
  skewMs: number
  /** @param errorCode the code of the correct response, if that is an error */
  respond(
    request: IncomingMessage,
    response: ServerResponse,
    correct: ApiResponse,
    errorCode: string | null,
  ): void
}

/** Injects faults only once they are enabled. */
export function createFaultInjector(): FaultInjector & FaultControls {
  const rules = createRules()
  const stats = createStats()
  const breaking = new WeakSet<Socket>()
  const arrivals = createArrivals()
  let held: (() => void)[] = []

  function release() {
    for (const run of held.splice(0)) run()
  }
  const controls: FaultControls = {
    set: (rule) => rules.add(rule),
    reset: () => {
      rules.clear()
      stats.reset()
      release()
    },
    stats: stats.read,
    release,
    arrived: (count) => arrivals.wait(count, stats.read().calls),
  }
  const answerAdmin = createAdminApi(controls)

  return {
    ...controls,
    connect: stats.connect,
    handle: (request, response) => {
      if (breaking.has(request.socket)) reset(request.socket)
      else if (request.url?.startsWith('/__sink') === true) {
        stats.sink()
        response.writeHead(204).end()
      } else return answerAdmin(request, response)
      return true
    },
    inject: (request, nowMs) => {
      const { action } = operationOf(request)
      const region = parameterOf(request, 'RegionId') ?? ''
      const { fault, random, isUnique } = rules.decide(action, region)
      const date = Date.parse(request.headers.get('x-acs-date') ?? '')
      const callSkewMs = Number.isNaN(date) ? 0 : date - nowMs
      const headerNames = request.headers.keys()
      const end = stats.begin({ action, region, fault, skewMs: callSkewMs, headerNames, atMs: nowMs })
      const number = stats.read().calls
      arrivals.notify(number)
      const { serve, skewMs = 0 }: Fault = FAULTS[fault]
      const authorization = request.headers.get('authorization') ?? ''
      return {
        skewMs,
        respond: ({ socket, headers }, response, good, errorCode) => {
          const correct = isUnique ? withUniqueImage(good, number) : good
          stats.refuse(errorCode)
          response.once('close', end)
          response.setHeader('date', new Date(nowMs + skewMs).toUTCString())
          const sink = `http://${headers.host ?? ''}/__sink`
          const hold = (run: () => void) => void held.push(run)
          const breakNext = () => void breaking.add(socket)
          serve({ response, socket, sink, correct, random, authorization, hold, breakNext })
        },
      }
    },
  }
}

/** Lets callers wait for a number of calls. */
function createArrivals() {
  let waiting: { count: number; resolve: () => void }[] = []
  const notify = (calls: number) => {
    for (const { count, resolve } of waiting) if (calls >= count) resolve()
    waiting = waiting.filter(({ count }) => calls < count)
  }
  return {
    notify,
    wait: (count: number, calls: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ count, resolve })
        notify(calls)
      }),
  }
}
