import { createHash } from 'node:crypto'

import type { Image } from '#contract/images.ts'

import type { CloudImage, ImageListing } from './cloud.ts'

/** The newest complete listing of a region, and what was there before it. */
export type Snapshot = {
  regionId: string
  /** By the wall clock; of one region each is later than the one before, even if the clock was set back. */
  fetchedAtMs: number
  /** By the monotonic clock of this process. */
  takenAtMs: number
  requestId: string | null
  dropped: number
  /** In the order of the API. */
  images: readonly Image[]
  /** What is no longer listed, the latest gone first. */
  gone: readonly Image[]
  /** Marks the content: equal versions mean equal images. */
  version: string
}

/** What is new in a snapshot against the one before, for the durable copy. */
export type SnapshotRows = {
  /** Images that are new or changed; position null for those that are gone. */
  changed: { image: Image; position: number | null }[]
  /** IDs of images that have been gone for too long. */
  expired: string[]
}

/** Most images of one region that are kept after they are gone: many years of changes. */
const MOST_GONE = 2000

type Moment = { fetchedAtMs: number; takenAtMs: number; forgetBeforeMs: number }

/** The snapshot that follows on a complete listing. */
export function nextSnapshot(
  regionId: string,
  previous: Snapshot | null,
  listing: ImageListing,
  moment: Moment,
): Snapshot {
  const at = new Date(moment.fetchedAtMs).toISOString()
  const seen = new Map(
    [...(previous?.gone ?? []), ...(previous?.images ?? [])].map((image) => [image.imageId, image]),
  )
  const images = listing.images.map((image) => currentImage(regionId, image, seen.get(image.imageId), at))
  const listed = new Set(images.map(({ imageId }) => imageId))
  const left = (previous?.images ?? []).map((image): Image => ({ ...image, state: 'gone' }))
  const gone = [...left, ...(previous?.gone ?? [])]
    .filter(
      ({ imageId, lastSeenAt }) => !listed.has(imageId) && Date.parse(lastSeenAt) >= moment.forgetBeforeMs,
    )
    .slice(0, MOST_GONE)
  const { requestId, dropped } = listing
  const { fetchedAtMs, takenAtMs } = moment
  return {
    regionId,
    fetchedAtMs,
    takenAtMs,
    requestId,
    dropped,
    images,
    gone,
    version: versionOf(images, gone),
  }
}

function currentImage(regionId: string, image: CloudImage, known: Image | undefined, at: string): Image {
  const { imageId, imageName, imageType, platform, description } = image
  const firstSeenAt = known?.firstSeenAt ?? at
  return {
    regionId,
    imageId,
    imageName,
    imageType,
    platform,
    description,
    firstSeenAt,
    lastSeenAt: at,
    state: 'current',
  }
}

function versionOf(images: readonly Image[], gone: readonly Image[]): string {
  return createHash('sha256')
    .update(JSON.stringify([images, gone]))
    .digest('base64url')
    .slice(0, 16)
}

/** What has to be written so that the durable copy of `previous` becomes that of `next`. */
export function changedRows(previous: Snapshot | null, next: Snapshot): SnapshotRows {
  const before = new Map(rowsOf(previous).map((row) => [row.image.imageId, row]))
  const after = rowsOf(next)
  const kept = new Set(after.map(({ image }) => image.imageId))
  return {
    changed: after.filter((row) => !isWritten(before.get(row.image.imageId), row)),
    expired: [...before.keys()].filter((imageId) => !kept.has(imageId)),
  }
}

type Row = SnapshotRows['changed'][number]

function rowsOf(snapshot: Snapshot | null): Row[] {
  if (snapshot === null) return []
  return [
    ...snapshot.images.map((image, position) => ({ image, position })),
    ...snapshot.gone.map((image) => ({ image, position: null })),
  ]
}

/** When a current image was last seen stands with its snapshot, so that a refresh without news writes one row. */
function isWritten(written: Row | undefined, row: Row): boolean {
  if (written === undefined || written.position !== row.position) return false
  const { image } = row
  return (
    written.image.imageName === image.imageName &&
    written.image.imageType === image.imageType &&
    written.image.platform === image.platform &&
    written.image.description === image.description &&
    written.image.firstSeenAt === image.firstSeenAt
  )
}
