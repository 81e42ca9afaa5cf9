import type { Image } from '#contract/images.ts'

import { successionKey } from './changes.ts'
import type { Snapshot } from './snapshot.ts'

/** Ways into a snapshot, each made when it is first needed. */
export type SnapshotIndex = {
  /** Current and gone; an ID is one or the other. */
  byId(): ReadonlyMap<string, Image>
  /** Current images of the same name and type. */
  alike(image: { imageName: string; imageType: string }): readonly Image[]
}

const indexes = new WeakMap<Snapshot, SnapshotIndex>()

/** The index of a snapshot, which lives as long as the snapshot. */
export function indexOf(snapshot: Snapshot): SnapshotIndex {
  const known = indexes.get(snapshot)
  if (known !== undefined) return known
  const index = createIndex(snapshot)
  indexes.set(snapshot, index)
  return index
}

function createIndex(snapshot: Snapshot): SnapshotIndex {
  let byId: ReadonlyMap<string, Image> | undefined
  let byName: ReadonlyMap<string, readonly Image[]> | undefined
  return {
    byId() {
      byId ??= new Map([...snapshot.gone, ...snapshot.images].map((image) => [image.imageId, image]))
      return byId
    },
    alike(image) {
      byName ??= Map.groupBy(snapshot.images, successionKey)
      return byName.get(successionKey(image)) ?? []
    },
  }
}
