import type { RunningProcess } from '../support/processes.ts'
import type { FaultySample } from './faulty-sample.ts'
import type { SoakResult } from './judge.ts'
import { readRegion } from './readers.ts'

/** One per connection to the cloud, so that all of these calls are in flight together. */
const HELD_CALLS = 4

/** Stops the server while it waits for the cloud, lets the cloud respond, and counts the completed reads. */
export async function drainUnderLoad(
  app: RunningProcess,
  sample: FaultySample,
  regionIds: readonly string[],
): Promise<SoakResult['drain']> {
  await sample.setMode('hold')
  const held = regionIds.slice(0, HELD_CALLS)
  const reads = held.map((regionId) => readRegion(app.origin, regionId, true))
  const settled = Promise.allSettled(reads)
  await sample.waitForHeldCalls(held.length)
  const startMs = performance.now()
  const exited = app.stop()
  await waitUntilStopping(app)
  await sample.release()
  const outcomes = await settled
  const exitCode = await exited
  return {
    held: held.length,
    answered: outcomes.filter(({ status }) => status === 'fulfilled').length,
    exitCode,
    seconds: (performance.now() - startMs) / 1000,
    errors: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : [])),
  }
}

/** Waits until the server reports that it accepts no more requests. */
async function waitUntilStopping({ origin }: RunningProcess) {
  for (;;) {
    const { status } = await fetch(new URL('/readyz', origin))
    if (status === 503) return
  }
}
