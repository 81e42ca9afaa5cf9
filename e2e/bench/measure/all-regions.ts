import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

import { type FilledCatalogue, fillCatalogue } from '../filled-catalogue.ts'
import { residentBytes, startServer } from '../processes.ts'
import { API_HEADERS } from '../sites.ts'
import type { Measurement } from '../stage.ts'

const ADDRESS = '/api/images?region=all'
const WARM_READS = 10

type Read = { firstByteMs: number; bytes: number }

/** All images of all regions in one response: time to first byte, and server memory. */
export const allRegions: Measurement = {
  name: 'all regions',
  async measure({ regionIds, quick }) {
    const images = quick ? 100 : 1000
    const catalogue = await fillCatalogue(regionIds, images)
    const { first, warm, growth } = await readRepeatedly(catalogue, quick ? 1 : WARM_READS)
    await catalogue.remove()
    const what = `region=all, ${regionIds.length} x ${images}`
    return [
      { what: `${what}: first byte, first time`, unit: 'ms', ours: [first.firstByteMs] },
      {
        what: `${what}: first byte, warm`,
        unit: 'ms',
        ours: warm.map(({ firstByteMs }) => firstByteMs),
        goal: { atMost: 50 },
      },
      { what: `${what}: bytes, br`, unit: 'kB', ours: [first.bytes / 1000] },
      {
        what: `${what}: server memory gained by ${warm.length} more`,
        unit: 'MB',
        ours: growth,
        goal: { atMost: 20 },
      },
    ]
  },
}

async function readRepeatedly(catalogue: FilledCatalogue, times: number) {
  const server = await startServer(['server/main.ts'], catalogue.env)
  const first = await read(server.origin)
  const before = await residentBytes(server.pid)
  const warm: Read[] = []
  for (let turn = 0; turn < times; turn += 1) warm.push(await read(server.origin))
  const after = await residentBytes(server.pid)
  await server.stop()
  return { first, warm, growth: before === null || after === null ? [] : [(after - before) / 1e6] }
}

async function read(origin: string): Promise<Read> {
  const startMs = performance.now()
  // Not with fetch, which decompresses the body that is counted here.
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(origin + ADDRESS, { headers: { ...API_HEADERS, 'Accept-Encoding': 'br' } }, resolve).on(
      'error',
      reject,
    )
  })
  if (response.statusCode !== 200) throw new Error(`${ADDRESS} returned ${response.statusCode}.`)
  let firstByteMs = Number.NaN
  response.once('readable', () => (firstByteMs = performance.now() - startMs))
  const { byteLength } = await buffer(response)
  return { firstByteMs, bytes: byteLength }
}
