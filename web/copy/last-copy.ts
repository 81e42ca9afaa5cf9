import { create } from 'zustand'

import type { CopiedImage } from './formats/format.ts'

/** An image whose ID was copied, and the time of the newest snapshot that holds it, where the page knows it. */
export type CopiedOut = Pick<CopiedImage, 'regionId' | 'imageId'> & { lastSeenAt?: string }

/** What was copied last; `count` tells two copies of the same apart. */
export const useCopied = create(() => ({ images: [] as readonly CopiedOut[], count: 0 }))

/** Remembers what was just copied, so that its age can be said. */
export function noteCopied(images: readonly CopiedOut[]) {
  useCopied.setState(({ count }) => ({ images, count: count + 1 }))
}

/** Ends what is said of the last copy. */
export function dismissCopied() {
  useCopied.setState({ images: [] })
}

/** Data that is older than this says so when it is copied. */
export const OLD_MS = 60 * 60_000

/**
 * When the oldest data behind copied images was read, in ISO 8601; undefined where a region of them is not known.
 * @param readAt when the newest snapshot of each region was taken, by region ID.
 */
export function oldestRead(
  images: readonly CopiedOut[],
  readAt: Readonly<Record<string, string>>,
): string | undefined {
  const times = images.map(({ regionId, lastSeenAt = '' }) => {
    const regionAt = readAt[regionId] ?? ''
    return regionAt > lastSeenAt ? regionAt : lastSeenAt
  })
  return times.includes('') ? undefined : times.toSorted()[0]
}

/** The calls that check images: one for each region, with at most so many IDs as one call takes. */
export function checksOf(
  images: readonly CopiedOut[],
  mostIds: number,
): { regionId: string; imageIds: string[] }[] {
  return [...Map.groupBy(images, ({ regionId }) => regionId)].flatMap(([regionId, group]) => {
    const ids = [...new Set(group.map(({ imageId }) => imageId))]
    return Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, part) => ({
      regionId,
      imageIds: ids.slice(part * mostIds, (part + 1) * mostIds),
    }))
  })
}
