import { writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'

import { runLoad } from '../load.ts'
import { CACHE, startServer } from '../processes.ts'
import type { Row } from '../row.ts'
import { API_HEADERS } from '../sites.ts'
import type { Measurement } from '../stage.ts'

const KINDS = ['identity', 'br', '304'] as const
type Kind = (typeof KINDS)[number]

/** `GET /api/images` of a cached region, compared with `node:http` sending the same bytes. */
export const warmRead: Measurement = {
  name: 'warm read',
  async measure({ sites, regionIds, quick }) {
    const rows: Row[] = []
    const origin = sites.find(({ who }) => who === 'ours')?.server.origin ?? ''
    const address = `/api/images?region=${regionIds[0]}`
    for (const kind of KINDS)
      for (const connections of [1, 100])
        rows.push(...(await compare({ origin, address, kind, connections, quick })))
    return rows
  },
}

type Options = { origin: string; address: string; kind: Kind; connections: number; quick: boolean }

async function compare({ origin, address, kind, connections, quick }: Options): Promise<Row[]> {
  const sample = await takeSample(origin, address, kind)
  const bound = await startServer(['e2e/bench/limits/one-answer-server.js', ...sample.limitArgs])
  const load = { path: address, headers: sample.headers, connections, status: kind === '304' ? 304 : 200 }
  const run = (where: string) =>
    runLoad({ ...load, origin: where, until: quick ? { responses: 200 } : { ms: 1200 } })
  const figures = { ours: [await run(origin)], bound: [await run(bound.origin)] }
  // The first run only warms up; the loop replaces it.
  for (let turn = 0; turn < (quick ? 1 : 3); turn += 1) {
    figures.ours[turn] = await run(origin)
    figures.bound[turn] = await run(bound.origin)
  }
  await bound.stop()
  const what = `warm read, ${kind}, ${connections} connection${connections === 1 ? '' : 's'}`
  return [
    {
      what: `${what}: answers`,
      unit: '/s',
      ours: figures.ours.map(({ perSecond }) => perSecond),
      bound: figures.bound.map(({ perSecond }) => perSecond),
      goal: { ratioAtLeast: 0.75 },
    },
    {
      what: `${what}: p99`,
      unit: 'ms',
      ours: figures.ours.map(({ p99Ms }) => p99Ms),
      bound: figures.bound.map(({ p99Ms }) => p99Ms),
      goal: { ratioAtMost: 1.5 },
    },
  ]
}

/** Saves one response of the product, byte for byte, for the lower bound to serve; returns how to request it. */
async function takeSample(origin: string, address: string, kind: Kind) {
  const encoding = kind === 'br' ? 'br' : 'identity'
  const requestHeaders = { ...API_HEADERS, 'Accept-Encoding': encoding }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(origin + address, { headers: requestHeaders }, resolve).on('error', reject)
  })
  const file = path.join(CACHE, `answer-${kind}`)
  await writeFile(file, await buffer(response))
  const tag = response.headers.etag ?? '""'
  return {
    headers: { ...requestHeaders, ...(kind === '304' && { 'If-None-Match': tag }) },
    limitArgs: [file, response.headers['content-type'] ?? '', encoding, tag],
  }
}
