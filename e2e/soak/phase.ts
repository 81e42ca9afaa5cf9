import { setTimeout as pause } from 'node:timers/promises'

import type { RunningProcess } from '../processes.ts'
import { figuresOf, type ProcessFigures } from './process-figures.ts'
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
  /** The lowest that was seen: what is left right after a collection of garbage. */
  heapMb: number
  openFiles: number
  loopDelayMs: number
  /** Megabytes of memory by the time they were seen, in minutes. */
  rssByMinute: readonly (readonly [number, number])[]
}

type Phase = {
  name: string
  app: RunningProcess
  readers: ReturnType<typeof startReaders>
  /** Ends it; asked once a second. */
  isOver: (seconds: number) => boolean | Promise<boolean>
}

const LOOK_EVERY_MS = 1000

/** Watches the server until the phase is over. */
export async function watchPhase({ name, app, readers, isOver }: Phase): Promise<PhaseResult> {
  readers.take()
  const startMs = performance.now()
  const secondsNow = () => (performance.now() - startMs) / 1000
  const looks = [await figuresOf(app)]
  const rssByMinute: [number, number][] = []
  do {
    await pause(LOOK_EVERY_MS)
    const figures = await figuresOf(app)
    looks.push(figures)
    rssByMinute.push([secondsNow() / 60, figures.rssMb])
  } while (!(await isOver(secondsNow())))
  return { name, seconds: secondsNow(), reads: readers.take(), rssByMinute, ...summary(looks) }
}

function summary(looks: readonly ProcessFigures[]) {
  const [first, last] = [looks[0], looks.at(-1)]
  const highest = (figure: (look: ProcessFigures) => number) => Math.max(...looks.map(figure))
  return {
    calls: (last?.calls ?? 0) - (first?.calls ?? 0),
    attempts: (last?.attempts ?? 0) - (first?.attempts ?? 0),
    rssMb: highest(({ rssMb }) => rssMb),
    heapMb: Math.min(...looks.map(({ heapMb }) => heapMb)),
    openFiles: highest(({ openFiles }) => openFiles),
    // The first look sees what was before.
    loopDelayMs: Math.max(...looks.slice(1).map(({ loopDelayMs }) => loopDelayMs)),
  }
}
