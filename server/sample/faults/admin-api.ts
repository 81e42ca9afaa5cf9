import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import * as v from 'valibot'

import { FAULT_MODES } from './all-faults.ts'
import type { FaultControl } from './injector.ts'
import { ruleSchema } from './rules.ts'

const ruleText = v.pipe(v.string(), v.parseJson(), ruleSchema)

/** Lets programs set the faults over HTTP. Gives whether a request was one of these. */
export function createControl(control: FaultControl) {
  const routes = new Map<string, (request: IncomingMessage) => unknown>([
    ['GET /__modes', () => ({ modes: FAULT_MODES })],
    ['GET /__stats', () => control.stats()],
    ['POST /__mode', async (request) => control.set(v.parse(ruleText, await text(request)))],
    ['POST /__reset', () => control.reset()],
    ['POST /__release', () => control.release()],
  ])

  async function answer(route: (request: IncomingMessage) => unknown, request: IncomingMessage) {
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
    answer(route, request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    )
    return true
  }
}
