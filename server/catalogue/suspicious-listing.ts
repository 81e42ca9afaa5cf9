import type { ListedImages } from '../swas/operations.ts'

/** What a suspicious listing lacks of the images known before. */
export type Suspicion = { missing: ReadonlySet<string>; isEmpty: boolean }

/**
 * Checks a listing against the images known before. It is suspicious if it lacks more than half of them, or if it lacks
 * any while entries were dropped as unreadable. A failing gateway answers like that, and so does an account that lost a
 * permission, so a suspicious listing changes nothing until a second one confirms it.
 */
export function findSuspicion(
  known: readonly { imageId: string }[],
  listing: ListedImages,
): Suspicion | null {
  const listed = new Set(listing.images.map(({ imageId }) => imageId))
  const missing = new Set(known.map(({ imageId }) => imageId).filter((imageId) => !listed.has(imageId)))
  const isSuspicious = missing.size * 2 > known.length || (missing.size > 0 && listing.dropped > 0)
  return isSuspicious ? { missing, isEmpty: listing.images.length === 0 } : null
}

/** Whether the second suspicious listing confirms the first: it lacks nothing that the first still had. */
export function isConfirmed(first: Suspicion, second: Suspicion): boolean {
  return second.missing.isSubsetOf(first.missing)
}
