import * as v from 'valibot'

import { runScript } from '../run-script.ts'
import type { Measurement } from '../stage.ts'

const result = v.object({ ours: v.array(v.number()), official: v.array(v.number()) })

/** Signing one request, compared with the official package, in a separate process. */
export const signing: Measurement = {
  name: 'signing',
  async measure() {
    const { ours, official } = await runScript('server/swas/sign.bench.ts', result)
    return [
      {
        what: 'signing one request',
        unit: 'µs',
        ours,
        bound: official,
        goal: { ratioAtMost: 1 },
        note: 'the lower bound is the official package, @alicloud/openapi-core',
      },
    ]
  },
}
