import type { Priority } from './cloud.ts'

/** Bounds how many calls are under way at a time. */
export type Slots = { run<T>(priority: Priority, task: () => Promise<T>): Promise<T> }

/**
 * At most `most` tasks at a time, the last slot being kept for operators: none of them ever waits for more than
 * one call of the background, and those who wait go first.
 */
export function createSlots(most: number): Slots {
  const operators: (() => void)[] = []
  const others: (() => void)[] = []
  let busy = 0

  function startNext() {
    const next =
      busy < most ? (operators.shift() ?? (busy < most - 1 ? others.shift() : undefined)) : undefined
    if (next === undefined) return
    busy += 1
    next()
    startNext()
  }

  return {
    async run(priority, task) {
      const line = priority === 'operator' ? operators : others
      await new Promise<void>((resolve) => {
        line.push(resolve)
        startNext()
      })
      try {
        return await task()
      } finally {
        busy -= 1
        startNext()
      }
    },
  }
}
