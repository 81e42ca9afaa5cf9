import * as v from 'valibot'

import { runScript } from '../run-script.ts'
import type { Measurement } from '../stage.ts'

const result = v.object({
  operators: v.number(),
  regions: v.number(),
  browse: v.object({ clicks: v.number(), ListRegions: v.number(), ListImages: v.number() }),
  minutes: v.object({ sweep: v.number(), view: v.number() }),
  limits: v.object({ all: v.number(), sweep: v.number() }),
})

/** The number of cloud calls, on a simulated clock. */
export const upstreamCalls: Measurement = {
  name: 'upstream calls',
  async measure() {
    const { operators, regions, browse, minutes, limits } = await runScript(
      'server/test/upstream-calls.bench.ts',
      result,
    )
    const unit = 'min'
    return [
      {
        what: `calls of the cloud, ${operators} operators, 1 hour`,
        unit: '',
        ours: [browse.ListImages + browse.ListRegions],
        bound: [regions + 2],
        naive: [browse.clicks],
        goal: { ratioAtMost: 1 },
        note: 'the lower bound reads each region once, and the list of regions in each language; the naive server makes a call per click',
      },
      {
        what: `all ${regions} regions read for a view, ${limits.all} calls a minute`,
        unit,
        ours: [minutes.view],
        bound: [regions / limits.all],
        goal: { ratioAtMost: 1.1 },
      },
      {
        what: `all ${regions} regions read in the background, ${limits.sweep} calls a minute`,
        unit,
        ours: [minutes.sweep],
        bound: [regions / limits.sweep],
        goal: { ratioAtMost: 1.1 },
        note: 'the other calls of each minute are reserved for operators',
      },
    ]
  },
}
