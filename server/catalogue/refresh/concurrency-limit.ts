import type { Priority } from '../cloud.ts'

/** A task that waits for its turn, and for whom. */
export type Errand = { priority: Priority }

/** Bounds how many calls are under way at a time. */
export type Slots = {
  run<T>(errand: Errand, task: () => Promise<T>): Promise<T>
  /** An operator waits for this errand now. Nothing changes where it has set out already. */
  hurry(errand: Errand): void
}

/**
 * At most `most` tasks at a time, the last slot being kept for operators: none of them ever waits for more than
 * one call of the background, and those who wait go first.
 */
export function createSlots(most: number): Slots {
  /** In the order in which they came. */
  const waiting = new Map<Errand, () => void>()
  let busy = 0

  function startNext() {
    const next = [...waiting.keys()].find(({ priority }) => priority === 'operator') ?? firstOther()
    if (next === undefined || busy >= most) return
    const start = waiting.get(next)
    waiting.delete(next)
    busy += 1
    start?.()
    startNext()
  }

  function firstOther(): Errand | undefined {
    return busy < most - 1 ? waiting.keys().next().value : undefined
  }

  return {
    async run(errand, task) {
      await new Promise<void>((resolve) => {
        waiting.set(errand, resolve)
        startNext()
      })
      try {
        return await task()
      } finally {
        busy -= 1
        startNext()
      }
    },
    hurry(errand) {
      if (!waiting.has(errand)) return
      errand.priority = 'operator'
      startNext()
    },
  }
}
