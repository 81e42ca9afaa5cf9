import type { RunningProcess } from '../support/processes.ts'
import type { FaultySample } from './faulty-sample.ts'
import type { SoakResult } from './judge.ts'
import { readRegion } from './readers.ts'

/** Of the four connections to the cloud, so that every one of these calls is under way together. */
const HELD = 4

/** Tells the server to stop while it waits for the cloud, lets the cloud answer, and sees who got an answer. */
export async function drainUnderLoad(
  app: RunningProcess,
  sample: FaultySample,
  regionIds: readonly string[],
): Promise<SoakResult['drain']> {
  await sample.setMode('hold')
  const held = regionIds.slice(0, HELD)
  const reads = held.map((regionId) => readRegion(app.origin, regionId, true))
  const settled = Promise.allSettled(reads)
  await sample.holds(held.length)
  const startMs = performance.now()
  const ended = app.stop()
  await isStopping(app)
  await sample.release()
  const outcomes = await settled
  const exitCode = await ended
  return {
    held: held.length,
    answered: outcomes.filter(({ status }) => status === 'fulfilled').length,
    exitCode,
    seconds: (performance.now() - startMs) / 1000,
    otherwise: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : [])),
  }
}

/** Until it says of itself that it takes no more requests. */
async function isStopping({ origin }: RunningProcess) {
  for (;;) {
    const { status } = await fetch(new URL('/readyz', origin))
    if (status === 503) return
  }
}
