import type { ImagesAnswer } from '#contract/images.ts'
import type { Source } from '#contract/regions.ts'

import type { CopyContext } from '../../copy/formats/format.ts'

/** What a snippet says of its origin: as of when each region is, and the address of this view. */
export function copyContext(states: ImagesAnswer['regions'], source: Source): CopyContext {
  return {
    source,
    asOf: Object.fromEntries(
      Object.entries(states).map(([regionId, { fetchedAt }]) => [regionId, fetchedAt]),
    ),
    origin: location.origin,
    viewUrl: location.href,
  }
}
