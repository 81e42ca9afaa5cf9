import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import * as v from 'valibot'

import { FAULT_MODES } from './all-faults.ts'
import { type Rule, ruleSchema } from './rules.ts'
import type { FaultStats } from './stats.ts'

/** What tests and the admin API can do with the fault injector. */
export type FaultControls = {
  set(rule: Rule): void
  /** Clears rules and counts, and answers held calls. */
  reset(): void
  stats(): FaultStats
  /** Answers held calls. */
  release(): void
  /** Resolves once this many calls have arrived since the last reset. */
  arrived(count: number): Promise<void>
}

const ruleJson = v.pipe(v.string(), v.parseJson(), ruleSchema)

/** The controls over HTTP. The handler returns false for any other request. */
export function createAdminApi(controls: Omit<FaultControls, 'arrived'>) {
  const routes = new Map<string, (request: IncomingMessage) => unknown>([
    ['GET /__modes', () => ({ modes: FAULT_MODES })],
    ['GET /__stats', () => controls.stats()],
    ['POST /__mode', async (request) => controls.set(v.parse(ruleJson, await text(request)))],
    ['POST /__reset', () => controls.reset()],
    ['POST /__release', () => controls.release()],
  ])

  async function resultOf(route: (request: IncomingMessage) => unknown, request: IncomingMessage) {
    try {
      return { status: 200, body: (await route(request)) ?? {} }
    } catch (error) {
      if (!v.isValiError(error)) throw error
      return { status: 400, body: { problems: error.issues.map(({ message }) => message) } }
    }
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const route = routes.get(`${request.method} ${request.url}`)
    if (route === undefined) return false
    resultOf(route, request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    )
    return true
  }
}
