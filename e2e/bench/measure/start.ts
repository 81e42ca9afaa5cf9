import { fillCatalogue } from '../filled-catalogue.ts'
import { startServer } from '../processes.ts'
import { API_HEADERS } from '../sites.ts'
import type { Measurement } from '../stage.ts'

const BARE = ['e2e/bench/limits/one-answer-server.js']

/** From the start of the process to the first byte of a response. */
export const start: Measurement = {
  name: 'start',
  async measure({ regionIds, quick }) {
    const catalogue = await fillCatalogue(regionIds, 100)
    const address = `/api/images?region=${regionIds[0]}`
    const ours: number[] = []
    const bound: number[] = []
    for (let turn = 0; turn < (quick ? 1 : 7); turn += 1) {
      ours.push(await firstByteMs(['server/main.ts'], catalogue.env, address))
      bound.push(await firstByteMs(BARE, {}, address))
    }
    await catalogue.remove()
    const what = `start to first byte, catalogue of ${regionIds.length} x 100`
    return [{ what, unit: 'ms', ours, bound, goal: { ratioAtMost: 3 } }]
  },
}

async function firstByteMs(args: readonly string[], env: Record<string, string>, address: string) {
  const startMs = performance.now()
  const server = await startServer(args, env)
  const response = await fetch(server.origin + address, { headers: API_HEADERS })
  const ms = performance.now() - startMs
  if (!response.ok) throw new Error(`The first response was ${response.status}.`)
  await response.arrayBuffer()
  await server.stop()
  return ms
}
