import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { type Call, operationOf, parameterOf } from '../request.ts'
import type { Answer } from '../response.ts'
import { createControl } from './admin-api.ts'
import { FAULTS } from './all-faults.ts'
import { breakOff, type Fault } from './fault.ts'
import { numbered } from './payload-faults.ts'
import { createRules, type Rule } from './rules.ts'
import { createTally, type FaultStats } from './stats.ts'

/** The side of the desk that the sample calls. */
export type FaultDesk = {
  /** Takes note of a new connection. */
  connect(socket: Socket): void
  /** Deals with a request that is no call; false where it is one. */
  takes(request: IncomingMessage, response: ServerResponse): boolean
  /** Decides how a call is to be answered. */
  meet(call: Call, nowMs: number): Meeting
}

/** One call: how far the clock of the service is to be off, and how to answer once it is known what is right. */
export type Meeting = {
  skewMs: number
  /** @param refusal the code of the good answer, where that is a refusal */
  answer(request: IncomingMessage, response: ServerResponse, good: Answer, refusal: string | null): void
}

/** The side of the desk that tests hold. */
export type FaultControl = {
  set(rule: Rule): void
  /** Forgets rules and counts, and lets held calls go. */
  reset(): void
  stats(): FaultStats
  release(): void
  /** Resolves when so many calls have come since the last reset. */
  arrived(count: number): Promise<void>
}

/** A desk that answers calls well until it is told otherwise. */
export function createFaultDesk(): FaultDesk & FaultControl {
  const rules = createRules()
  const tally = createTally()
  const breaking = new WeakSet<Socket>()
  const arrivals = createArrivals()
  let held: (() => void)[] = []

  const control: FaultControl = {
    set: (rule) => rules.add(rule),
    reset: () => {
      rules.clear()
      tally.reset()
      control.release()
    },
    stats: () => tally.read(),
    release: () => {
      for (const run of held.splice(0)) run()
    },
    arrived: (count) => arrivals.wait(count, tally.read().calls),
  }
  const answerControl = createControl(control)

  return {
    ...control,
    connect: tally.connect,
    takes: (request, response) => {
      if (breaking.has(request.socket)) breakOff(request.socket)
      else if (request.url?.startsWith('/__sink') === true) {
        tally.sink()
        response.writeHead(204).end()
      } else return answerControl(request, response)
      return true
    },
    meet: (call, nowMs) => {
      const { action } = operationOf(call)
      const region = parameterOf(call, 'RegionId') ?? ''
      const { fault, random, isNumbered } = rules.decide(action, region)
      const date = Date.parse(call.headers.get('x-acs-date') ?? '')
      const callSkewMs = Number.isNaN(date) ? 0 : date - nowMs
      const headerNames = call.headers.keys()
      const end = tally.begin({ action, region, fault, skewMs: callSkewMs, headerNames, atMs: nowMs })
      const number = tally.read().calls
      arrivals.tell(number)
      const { serve, skewMs = 0 }: Fault = FAULTS[fault]
      const authorization = call.headers.get('authorization') ?? ''
      return {
        skewMs,
        answer: (request, response, right, refusal) => {
          const good = isNumbered ? numbered(right, number) : right
          tally.refuse(refusal)
          response.once('close', end)
          response.setHeader('date', new Date(nowMs + skewMs).toUTCString())
          const hold = (run: () => void) => void held.push(run)
          const breakNext = () => void breaking.add(request.socket)
          const places = placesOf(request, response)
          serve({ ...places, good, random, authorization, hold, breakNext })
        },
      }
    },
  }
}

function placesOf({ socket, headers }: IncomingMessage, response: ServerResponse) {
  return { response, socket, sink: `http://${headers.host ?? ''}/__sink` }
}

/** Whoever waits for so many calls. */
function createArrivals() {
  let waiting: { count: number; resolve: () => void }[] = []
  const tell = (calls: number) => {
    for (const { count, resolve } of waiting) if (calls >= count) resolve()
    waiting = waiting.filter(({ count }) => calls < count)
  }
  return {
    tell,
    wait: (count: number, calls: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ count, resolve })
        tell(calls)
      }),
  }
}
