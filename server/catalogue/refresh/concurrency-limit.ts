import { ownFailure } from '#contract/failures.ts'
import type { Result } from '#contract/result.ts'

import type { SwasClient } from '../../swas/client.ts'
import type { ListedImages } from '../../swas/operations.ts'
import type { Priority } from '../../swas/sliding-window.ts'
import type { OnEvent } from '../events.ts'

/** What the catalogue needs of a client. */
export type Client = Omit<SwasClient, 'close'>

/** A call that waits its turn. Its priority may rise while it waits. */
export type Task = { priority: Priority }

/** Limits how many calls are in flight. */
export type ConcurrencyLimit = {
  run<T>(task: Task, call: () => Promise<T>): Promise<T>
  /** Gives a waiting task the priority of an operator; no effect once it has started. */
  promote(task: Task): void
}

/**
 * Runs at most `max` calls at once. Operators go first, and the last slot is reserved for them, so an operator never
 * waits for more than one background call.
 */
export function createConcurrencyLimit(max: number): ConcurrencyLimit {
  /** In order of arrival. */
  const waiting = new Map<Task, () => void>()
  let running = 0

  function startNext() {
    const next = [...waiting.keys()].find(({ priority }) => priority === 'operator') ?? nextInBackground()
    if (next === undefined || running >= max) return
    const start = waiting.get(next)
    waiting.delete(next)
    running += 1
    start?.()
    startNext()
  }

  function nextInBackground(): Task | undefined {
    return running < max - 1 ? waiting.keys().next().value : undefined
  }

  return {
    async run(task, call) {
      await new Promise<void>((resolve) => {
        waiting.set(task, resolve)
        startNext()
      })
      try {
        return await call()
      } finally {
        running -= 1
        startNext()
      }
    },
    promote(task) {
      if (!waiting.has(task)) return
      task.priority = 'operator'
      startNext()
    },
  }
}

/** A client with a limit on ListImages calls, and on which priority a waiting read can be raised. */
export type LimitedClient = Client & {
  /** Lists all images of a region, with the priority that the task has when it starts. */
  readRegion(regionId: string, task: Task): Promise<Result<ListedImages>>
  promote(task: Task): void
}

/** Applies the limit to a client. Exceptions, which a client should never throw, become failures. */
export function limitClient(client: Client, limit: ConcurrencyLimit, onEvent: OnEvent): LimitedClient {
  async function guard<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await call()
    } catch (error) {
      onEvent({ event: 'defect', error })
      return { ok: false, failure: ownFailure('INTERNAL', 'Something unforeseen went wrong.') }
    }
  }

  return {
    ...client,
    listRegions: (language, priority) => guard(() => client.listRegions(language, priority)),
    listImages: (parameters, priority) =>
      limit.run({ priority }, () => guard(() => client.listImages(parameters, priority))),
    readRegion: (regionId, task) =>
      limit.run(task, () => guard(() => client.listImages({ regionId }, task.priority))),
    promote: (task) => limit.promote(task),
  }
}
