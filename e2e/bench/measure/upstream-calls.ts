import * as v from 'valibot'

import { runScript } from '../run-script.ts'
import type { Measurement } from '../stage.ts'

const result = v.object({
  operators: v.number(),
  regions: v.number(),
  browse: v.object({ clicks: v.number(), ListRegions: v.number(), ListImages: v.number() }),
  sweepMinutes: v.number(),
  viewMinutes: v.number(),
  theoreticalMinutes: v.number(),
})

/** How often the cloud is asked, on a simulated clock. */
export const upstreamCalls: Measurement = {
  name: 'upstream calls',
  async measure() {
    const { operators, regions, browse, ...minutes } = await runScript(
      'server/upstream-calls.bench.ts',
      result,
    )
    const fill = { unit: 'min', bound: [minutes.theoreticalMinutes], goal: { ratioAtMost: 1.1 } }
    return [
      {
        what: `calls of the cloud, ${operators} operators, 1 hour`,
        unit: '',
        ours: [browse.ListImages + browse.ListRegions],
        bound: [regions + 2],
        naive: [browse.clicks],
        goal: { ratioAtMost: 1 },
        note: 'the lower bound asks for each region once, and for the list of regions in each language; the naive server asks at each click',
      },
      { what: 'all regions read in the background, 9 calls a minute', ours: [minutes.sweepMinutes], ...fill },
      { what: 'all regions read for a view of all, 9 calls a minute', ours: [minutes.viewMinutes], ...fill },
    ]
  },
}
