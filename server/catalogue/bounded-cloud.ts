import { ownFailure } from '#contract/failures.ts'
import type { Outcome } from '#contract/outcome.ts'

import type { Cloud } from './cloud.ts'
import type { OnEvent } from './events.ts'
import { createSlots } from './slots.ts'

/** The cloud with at most `most` ListImages calls under way; what it throws, which it never should, is a failure too. */
export function boundCloud(cloud: Cloud, most: number, onEvent: OnEvent): Cloud {
  const slots = createSlots(most)

  async function caught<T>(call: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await call()
    } catch (error) {
      onEvent({ event: 'defect', error })
      return { ok: false, failure: ownFailure('INTERNAL', 'Something unforeseen went wrong.') }
    }
  }

  return {
    ...cloud,
    listRegions: (language, priority) => caught(() => cloud.listRegions(language, priority)),
    listImages: (parameters, priority) =>
      slots.run(priority, () => caught(() => cloud.listImages(parameters, priority))),
  }
}
