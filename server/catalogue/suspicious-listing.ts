import type { ImageListing } from './cloud.ts'

/** A complete listing that is too odd to be believed at once: what it lacks of the images known before. */
export type Doubt = { missing: ReadonlySet<string>; isEmpty: boolean }

/**
 * Whether a listing is doubtful beside the images known before: it is empty where it was not, more than half is gone,
 * or something is gone while unreadable entries were dropped. A gateway in trouble answers like that, and so does an
 * account that lost a permission; such a listing changes nothing until a second one agrees.
 */
export function doubtOf(known: readonly { imageId: string }[], listing: ImageListing): Doubt | null {
  const listed = new Set(listing.images.map(({ imageId }) => imageId))
  const missing = new Set(known.map(({ imageId }) => imageId).filter((imageId) => !listed.has(imageId)))
  const isOdd = missing.size * 2 > known.length || (missing.size > 0 && listing.dropped > 0)
  return isOdd ? { missing, isEmpty: listing.images.length === 0 } : null
}

/** Whether a second doubtful listing bears the first out: it lacks nothing that the first still had. */
export function isConfirmed(first: Doubt, second: Doubt): boolean {
  return second.missing.isSubsetOf(first.missing)
}
