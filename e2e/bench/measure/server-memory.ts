import { runLoad } from '../load.ts'
import { residentBytes, type ServerProcess, startServer } from '../processes.ts'
import { API_HEADERS } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'

/** The server's RSS after many reads. */
export const serverMemory: Measurement = {
  name: 'memory of the server',
  async measure(stage) {
    const reads = stage.quick ? 1_000 : 100_000
    const ours = await startServer(['server/main.ts'], { SWAS_CREDENTIALS: 'sample' })
    const bare = await startServer(['e2e/bench/limits/one-answer-server.js'])
    const figures = {
      ours: await readRepeatedly(ours, stage, reads),
      bound: await readRepeatedly(bare, stage, reads),
    }
    const what = `server memory (RSS) after ${reads.toLocaleString('en')} reads`
    return [{ what, unit: 'MB', ...figures, goal: { ratioAtMost: 1.6 } }]
  },
}

async function readRepeatedly(
  server: ServerProcess,
  { regionIds }: Stage,
  responses: number,
): Promise<number[]> {
  const path = `/api/images?region=${regionIds[0]}`
  await runLoad({
    origin: server.origin,
    path,
    headers: { ...API_HEADERS, 'Accept-Encoding': 'br' },
    connections: 20,
    until: { responses },
    status: 200,
  })
  const bytes = await residentBytes(server.pid)
  await server.stop()
  return bytes === null ? [] : [bytes / 1e6]
}
