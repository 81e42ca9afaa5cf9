import type { Image } from '#contract/images.ts'

import { logicalImageKey } from '../../image/image-name.ts'

/** The differences between the images of two regions. */
export type Comparison = {
  onlyHere: Image[]
  onlyThere: Image[]
  /** The same name, type and platform with different IDs. */
  otherId: { here: Image[]; there: Image[] }[]
  /** How many IDs both regions have. */
  same: number
}

/** Compares the images of two regions. Images with equal IDs are the same, even if their names differ. */
export function compareRegions(here: readonly Image[], there: readonly Image[]): Comparison {
  const hereIds = new Set(here.map(({ imageId }) => imageId))
  const thereIds = new Set(there.map(({ imageId }) => imageId))
  const unmatchedHere = Map.groupBy(
    here.filter(({ imageId }) => !thereIds.has(imageId)),
    logicalImageKey,
  )
  const unmatchedThere = Map.groupBy(
    there.filter(({ imageId }) => !hereIds.has(imageId)),
    logicalImageKey,
  )
  const shared = [...unmatchedHere.keys()].filter((name) => unmatchedThere.has(name))
  const alone = (groups: Map<string, Image[]>, others: Map<string, Image[]>) =>
    [...groups].flatMap(([name, images]) => (others.has(name) ? [] : images))
  return {
    onlyHere: alone(unmatchedHere, unmatchedThere),
    onlyThere: alone(unmatchedThere, unmatchedHere),
    otherId: shared.map((name) => ({
      here: unmatchedHere.get(name) ?? [],
      there: unmatchedThere.get(name) ?? [],
    })),
    same: [...hereIds].filter((id) => thereIds.has(id)).length,
  }
}
