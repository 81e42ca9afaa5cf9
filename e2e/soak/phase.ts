import { setTimeout as pause } from 'node:timers/promises'

import type { RunningProcess } from '../support/processes.ts'
import { figuresOf, keptMbOf, type ProcessFigures } from './process-figures.ts'
import type { Reads, startReaders } from './readers.ts'

/** One part of the soak: what readers got in it, and how the server was. */
export type PhaseResult = {
  name: string
  seconds: number
  reads: Reads
  /** Upstream calls that ended in it, and requests that were sent for them. */
  calls: number
  attempts: number
  rssMb: number
  openFiles: number
  /** The longest that the event loop can have been held up by our own computing in each second: milliseconds. */
  heldUpMs: readonly number[]
  /** Megabytes that collections of garbage left, by the time of each, in minutes; one at the end. */
  keptByMinute: readonly (readonly [minute: number, mb: number])[]
}

type Phase = {
  name: string
  app: RunningProcess
  readers: ReturnType<typeof startReaders>
  /** Ends it; asked once a second. */
  isOver: (seconds: number) => boolean | Promise<boolean>
}

const LOOK_EVERY_MS = 1000
const COLLECT_EVERY_LOOKS = 15

/** Watches the server until the phase is over. */
export async function watchPhase({ name, app, readers, isOver }: Phase): Promise<PhaseResult> {
  readers.take()
  const startMs = performance.now()
  const secondsNow = () => (performance.now() - startMs) / 1000
  let last = await figuresOf(app)
  const looks = [last]
  const heldUpMs: number[] = []
  const keptByMinute: [number, number][] = []
  const collect = async () => {
    keptByMinute.push([secondsNow() / 60, await keptMbOf(app)])
    // A collection of all garbage at once holds the loop up; the next look shall not see that.
    last = await figuresOf(app)
  }
  do {
    await pause(LOOK_EVERY_MS)
    const figures = await figuresOf(app)
    looks.push(figures)
    heldUpMs.push(heldUp(last, figures))
    last = figures
    if (looks.length % COLLECT_EVERY_LOOKS === 0) await collect()
  } while (!(await isOver(secondsNow())))
  await collect()
  return { name, seconds: secondsNow(), reads: readers.take(), heldUpMs, keptByMinute, ...summary(looks) }
}

/** On a busy machine the loop stands still for want of a processor or of the disk, which says nothing of us. */
function heldUp(before: ProcessFigures, now: ProcessFigures): number {
  const withProcessorMs = now.loopDelayMs - (now.waitedMs - before.waitedMs)
  return Math.max(0, Math.min(withProcessorMs, now.ranMs - before.ranMs))
}

function summary(looks: readonly ProcessFigures[]) {
  const [first, last] = [looks[0], looks.at(-1)]
  const highest = (figure: (look: ProcessFigures) => number) => Math.max(...looks.map(figure))
  return {
    calls: (last?.calls ?? 0) - (first?.calls ?? 0),
    attempts: (last?.attempts ?? 0) - (first?.attempts ?? 0),
    rssMb: highest(({ rssMb }) => rssMb),
    openFiles: highest(({ openFiles }) => openFiles),
  }
}
