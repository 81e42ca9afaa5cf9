import { create } from 'zustand'

import { serverNow } from '../lib/server-clock.ts'
import type { CopiedImage } from './formats/format.ts'

/** Copied data older than this is called old. */
const STALE_MS = 60 * 60_000

type LastCopy = { images: readonly CopiedImage[]; count: number }

const NOTHING: readonly CopiedImage[] = []

/** The last copied images if their data is old or of unknown age, else none. `count` tells repeated copies apart. */
export const useLastCopy = create((): LastCopy => ({ images: NOTHING, count: 0 }))

/**
 * Remembers copied images, unless they are known to be fresh.
 * @param fetchedAt when each region was last fetched, in ISO 8601, by region ID.
 */
export function rememberCopy(
  images: readonly CopiedImage[],
  fetchedAt: Readonly<Record<string, string>>,
  nowMs = serverNow(),
): void {
  const oldest = oldestFetch(images, fetchedAt)
  if (oldest !== undefined && nowMs <= staleAtMs(oldest)) forgetCopy()
  else useLastCopy.setState(({ count }) => ({ images, count: count + 1 }))
}

export function forgetCopy(): void {
  useLastCopy.setState({ images: NOTHING })
}

/** When data fetched at this time becomes old, in milliseconds since the epoch. */
export function staleAtMs(fetchedAt: string): number {
  return Date.parse(fetchedAt) + STALE_MS
}

type ImageAge = Pick<CopiedImage, 'regionId' | 'imageId' | 'lastSeenAt'>

/** When the oldest data of the images was fetched, in ISO 8601; undefined if one of the regions is unknown. */
export function oldestFetch(
  images: readonly ImageAge[],
  fetchedAt: Readonly<Record<string, string>>,
): string | undefined {
  const times = images.map(({ regionId, lastSeenAt = '' }) => {
    const regionAt = fetchedAt[regionId] ?? ''
    return regionAt > lastSeenAt ? regionAt : lastSeenAt
  })
  return times.includes('') ? undefined : times.toSorted()[0]
}

/** The API calls that check the images: one per region and `mostIds` IDs. */
export function checkCalls(
  images: readonly ImageAge[],
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
