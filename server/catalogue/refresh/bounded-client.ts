import { ownFailure } from '#contract/failures.ts'
import type { Outcome } from '#contract/result.ts'

import type { Cloud, ImageListing } from '../cloud.ts'
import type { OnEvent } from '../events.ts'
import { createSlots, type Errand } from './concurrency-limit.ts'

/** A cloud whose reads of whole regions may become more urgent while they wait. */
export type BoundedCloud = Cloud & {
  /** Reads all images of a region, with the priority that the errand has when its turn comes. */
  readRegion(regionId: string, errand: Errand): Promise<Outcome<ImageListing>>
  /** An operator waits for this errand now. */
  hurry(errand: Errand): void
}

/** The cloud with at most `most` ListImages calls under way; what it throws, which it never should, is a failure too. */
export function boundCloud(cloud: Cloud, most: number, onEvent: OnEvent): BoundedCloud {
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
      slots.run({ priority }, () => caught(() => cloud.listImages(parameters, priority))),
    readRegion: (regionId, errand) =>
      slots.run(errand, () => caught(() => cloud.listImages({ regionId }, errand.priority))),
    hurry: (errand) => slots.hurry(errand),
  }
}
