import { setTimeout as pause } from 'node:timers/promises'

import type { RunningProcess } from '../support/processes.ts'
import { readFigures, readRetainedMb, type ProcessFigures } from './process-figures.ts'
import type { Reads, startReaders } from './readers.ts'

/** One phase of the soak: the results of its reads and the state of the server. */
export type PhaseResult = {
  name: string
  seconds: number
  reads: Reads
  /** Upstream calls that ended in this phase, and HTTP requests sent for them. */
  calls: number
  attempts: number
  rssMb: number
  openFiles: number
  /** Per second, the longest event loop delay that our own code can have caused. */
  blockedMs: readonly number[]
  /** Memory after each garbage collection, the last one at the end. */
  retainedByMinute: readonly (readonly [minute: number, mb: number])[]
}

type Phase = {
  name: string
  app: RunningProcess
  readers: ReturnType<typeof startReaders>
  /** Whether the phase ends; called once a second. */
  isOver: (seconds: number) => boolean | Promise<boolean>
}

const SAMPLE_INTERVAL_MS = 1000
const SAMPLES_PER_COLLECTION = 15

/** Samples the server until the phase ends. */
export async function watchPhase({ name, app, readers, isOver }: Phase): Promise<PhaseResult> {
  readers.take()
  const startMs = performance.now()
  const secondsNow = () => (performance.now() - startMs) / 1000
  let last = await readFigures(app)
  const samples = [last]
  const blockedMs: number[] = []
  const retainedByMinute: [number, number][] = []
  const collect = async () => {
    retainedByMinute.push([secondsNow() / 60, await readRetainedMb(app)])
    // A full garbage collection blocks the event loop: keep it out of the next sample.
    last = await readFigures(app)
  }
  do {
    await pause(SAMPLE_INTERVAL_MS)
    const figures = await readFigures(app)
    samples.push(figures)
    blockedMs.push(blockedBetween(last, figures))
    last = figures
    if (samples.length % SAMPLES_PER_COLLECTION === 0) await collect()
  } while (!(await isOver(secondsNow())))
  await collect()
  return {
    name,
    seconds: secondsNow(),
    reads: readers.take(),
    blockedMs,
    retainedByMinute,
    ...summary(samples),
  }
}

/** Event loop delay without the time the thread waited for a CPU or the disk, on a busy machine. */
function blockedBetween(before: ProcessFigures, now: ProcessFigures): number {
  const onCpuMs = now.loopDelayMs - (now.waitedMs - before.waitedMs)
  return Math.max(0, Math.min(onCpuMs, now.ranMs - before.ranMs))
}

function summary(samples: readonly ProcessFigures[]) {
  const [first, last] = [samples[0], samples.at(-1)]
  const highest = (figure: (sample: ProcessFigures) => number) => Math.max(...samples.map(figure))
  return {
    calls: (last?.calls ?? 0) - (first?.calls ?? 0),
    attempts: (last?.attempts ?? 0) - (first?.attempts ?? 0),
    rssMb: highest(({ rssMb }) => rssMb),
    openFiles: highest(({ openFiles }) => openFiles),
  }
}
