import { createHash } from 'node:crypto'

import type { Image } from '#contract/images.ts'
import { memoizeByObject } from '#contract/memoize.ts'

import type { ListedImage, ListedImages } from '../swas/operations.ts'
import { identityKey } from './changes.ts'

/** The newest complete listing of a region, and the images removed before it. */
export type Snapshot = {
  regionId: string
  /** Wall clock. Strictly increasing per region, even if the clock is set back. */
  fetchedAtMs: number
  /** Monotonic clock of this process. */
  takenAtMs: number
  requestId: string | null
  dropped: number
  /** In the order of the API. */
  images: readonly Image[]
  /** Removed images, the latest first. */
  gone: readonly Image[]
  /** A digest of the content: equal versions mean equal images. */
  version: string
}

/** The rows by which a snapshot differs from the one before, for the store. */
export type SnapshotRows = {
  /** New and changed images; `position` is null for removed ones. */
  changed: { image: Image; position: number | null }[]
  /** IDs of removed images past their retention. */
  expired: string[]
}

/** Removed images kept per region: many years of changes. */
const MAX_GONE = 2000

/** When a listing was read, by both clocks. Images removed before `forgetBeforeMs` are dropped. */
type Timing = { fetchedAtMs: number; takenAtMs: number; forgetBeforeMs: number }

/** Builds the snapshot that follows `previous` from a complete listing. */
export function nextSnapshot(
  regionId: string,
  previous: Snapshot | null,
  listing: ListedImages,
  timing: Timing,
): Snapshot {
  const at = new Date(timing.fetchedAtMs).toISOString()
  const known = new Map(
    [...(previous?.gone ?? []), ...(previous?.images ?? [])].map((image) => [image.imageId, image]),
  )
  const images = listing.images.map((image) =>
    toImage(regionId, image, { firstSeenAt: known.get(image.imageId)?.firstSeenAt ?? at, lastSeenAt: at }),
  )
  const listed = new Set(images.map(({ imageId }) => imageId))
  const removed = (previous?.images ?? []).map((image): Image => ({ ...image, state: 'gone' }))
  const gone = [...removed, ...(previous?.gone ?? [])]
    .filter(
      ({ imageId, lastSeenAt }) => !listed.has(imageId) && Date.parse(lastSeenAt) >= timing.forgetBeforeMs,
    )
    .slice(0, MAX_GONE)
  const { requestId, dropped } = listing
  const { fetchedAtMs, takenAtMs } = timing
  const version = contentDigest(images, gone)
  return { regionId, fetchedAtMs, takenAtMs, requestId, dropped, images, gone, version }
}

/** A listed image as the contract describes a current one. */
export function toImage(
  regionId: string,
  { imageId, imageName, imageType, platform, description }: ListedImage,
  { firstSeenAt, lastSeenAt }: Pick<Image, 'firstSeenAt' | 'lastSeenAt'>,
): Image {
  const text = { imageId, imageName, imageType, platform, description }
  return { regionId, ...text, firstSeenAt, lastSeenAt, state: 'current' }
}

function contentDigest(images: readonly Image[], gone: readonly Image[]): string {
  return createHash('sha256')
    .update(JSON.stringify([images, gone]))
    .digest('base64url')
    .slice(0, 16)
}

/** The rows to write so that the stored copy of `previous` becomes that of `next`. */
export function changedRows(previous: Snapshot | null, next: Snapshot): SnapshotRows {
  const before = new Map(toRows(previous).map((row) => [row.image.imageId, row]))
  const after = toRows(next)
  const remaining = new Set(after.map(({ image }) => image.imageId))
  return {
    changed: after.filter((row) => !isStored(before.get(row.image.imageId), row)),
    expired: [...before.keys()].filter((imageId) => !remaining.has(imageId)),
  }
}

type Row = SnapshotRows['changed'][number]

function toRows(snapshot: Snapshot | null): Row[] {
  if (snapshot === null) return []
  return [
    ...snapshot.images.map((image, position) => ({ image, position })),
    ...snapshot.gone.map((image) => ({ image, position: null })),
  ]
}

/** Ignores `lastSeenAt`: for current images it is stored with the snapshot, so a refresh without news writes one row. */
function isStored(stored: Row | undefined, row: Row): boolean {
  if (stored === undefined || stored.position !== row.position) return false
  const { image } = row
  return (
    stored.image.imageName === image.imageName &&
    stored.image.imageType === image.imageType &&
    stored.image.platform === image.platform &&
    stored.image.description === image.description &&
    stored.image.firstSeenAt === image.firstSeenAt
  )
}

/** Indexes of a snapshot, each built on first use. */
export type SnapshotIndex = {
  regionId: string
  /** Current and removed images. */
  byId(): ReadonlyMap<string, Image>
  /** Current images. */
  sameNameAndType(image: { imageName: string; imageType: string }): readonly Image[]
}

export const indexSnapshot = memoizeByObject((snapshot: Snapshot): SnapshotIndex => {
  let byId: ReadonlyMap<string, Image> | undefined
  let byName: ReadonlyMap<string, readonly Image[]> | undefined
  return {
    regionId: snapshot.regionId,
    byId() {
      byId ??= new Map([...snapshot.gone, ...snapshot.images].map((image) => [image.imageId, image]))
      return byId
    },
    sameNameAndType(image) {
      byName ??= Map.groupBy(snapshot.images, identityKey)
      return byName.get(identityKey(image)) ?? []
    },
  }
})
