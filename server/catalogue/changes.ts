import { createHash } from 'node:crypto'

import type { Change, ChangesAnswer } from '#contract/changes.ts'
import type { ImageType, Platform } from '#contract/images.ts'
import { changeHaystack, matchesTerms, searchTerms } from '#contract/search.ts'

import type { ListedImage } from '../swas/operations.ts'

/** What happened to one image between two complete listings of its region. */
export type ImageEvent =
  | { kind: 'added'; after: ListedImage }
  | { kind: 'removed'; before: ListedImage }
  | { kind: 'replaced'; before: ListedImage; candidates: readonly ListedImage[] }
  | { kind: 'renamed' | 'described'; before: ListedImage; after: ListedImage }

/**
 * The events between two complete listings: removals first, then additions and edits. An image is `replaced` instead of
 * `removed` if images of the same name and type were added; those have `added` events as well. An ID whose type or
 * platform changed counts as another image: removed, then added.
 */
export function diffImages(before: readonly ListedImage[], after: readonly ListedImage[]): ImageEvent[] {
  const oldById = new Map(before.map((image) => [image.imageId, image]))
  const newById = new Map(after.map((image) => [image.imageId, image]))
  const added = Map.groupBy(
    after.filter((image) => !oldById.has(image.imageId)),
    identityKey,
  )
  return [
    ...before.flatMap((image) => removedEvents(image, newById.get(image.imageId), added)),
    ...after.flatMap((image) => addedEvents(oldById.get(image.imageId), image)),
  ]
}

/** Equal for images of the same name and type, which may replace one another under new IDs. */
export function identityKey(image: { imageName: string; imageType: string }): string {
  return `${image.imageType}\n${image.imageName}`
}

function removedEvents(
  before: ListedImage,
  after: ListedImage | undefined,
  added: ReadonlyMap<string, readonly ListedImage[]>,
): ImageEvent[] {
  if (after !== undefined) return isSameKind(before, after) ? [] : [{ kind: 'removed', before }]
  const candidates = added.get(identityKey(before))
  return [candidates === undefined ? { kind: 'removed', before } : { kind: 'replaced', before, candidates }]
}

function addedEvents(before: ListedImage | undefined, after: ListedImage): ImageEvent[] {
  if (before === undefined || !isSameKind(before, after)) return [{ kind: 'added', after }]
  const renamed = { ...before, imageName: after.imageName }
  const events: ImageEvent[] = []
  if (before.imageName !== after.imageName) events.push({ kind: 'renamed', before, after: renamed })
  if (before.description !== after.description) events.push({ kind: 'described', before: renamed, after })
  return events
}

function isSameKind(one: ListedImage, other: ListedImage): boolean {
  return one.imageType === other.imageType && one.platform === other.platform
}

/** Turns events into changes of a region; `at` (ISO 8601) is the time of the newer listing. */
export function toChanges(events: readonly ImageEvent[], regionId: string, at: string): Change[] {
  return events.map((event) => {
    const image = 'after' in event ? event.after : event.before
    return {
      id: changeId([regionId, at, event.kind, image.imageId]),
      at,
      kind: event.kind,
      regionId,
      imageId: image.imageId,
      imageName: image.imageName,
      imageType: image.imageType,
      platform: image.platform,
      before: previousText(event),
      candidates:
        'candidates' in event
          ? event.candidates.map(({ imageId, imageName }) => ({ regionId, imageId, imageName }))
          : [],
    }
  })
}

/** Unique: no region has two snapshots of the same time, and no snapshot has two events of a kind for an image. */
function changeId(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}

function previousText(event: ImageEvent): string | null {
  if (event.kind === 'renamed') return event.before.imageName
  return event.kind === 'described' ? event.before.description : null
}

/** Which changes to return; an absent field matches everything. */
export type ChangeFilter = {
  type?: ImageType
  platform?: Platform
  q?: string
  /** ISO 8601, inclusive. */
  since?: string
}

/** The known changes, in memory. */
export type ChangeLog = {
  add(changes: readonly Change[]): void
  /** Newest first; changes of the same snapshot keep their order. */
  newestFirst(): readonly Change[]
  find(filter: ChangeFilter, regionIds: readonly string[]): ChangesAnswer
  ofImage(regionId: string, imageId: string): readonly Change[]
}

const MAX_CHANGES_PER_ANSWER = 1000

/** @param stored the changes of the store, oldest first; the log keeps the newest `max` */
export function createChangeLog(stored: readonly Change[], max: number): ChangeLog {
  let changes = stored.slice(-max)
  let sorted: readonly Change[] | undefined

  const newestFirst = () => (sorted ??= changes.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)))

  return {
    add: (more) => {
      if (more.length === 0) return
      changes = [...changes, ...more].slice(-max)
      sorted = undefined
    },
    newestFirst,
    find: (filter, regionIds) => {
      const matching = newestFirst().filter(createMatcher(filter, regionIds))
      return {
        changes: matching.slice(0, MAX_CHANGES_PER_ANSWER),
        more: matching.length > MAX_CHANGES_PER_ANSWER,
      }
    },
    ofImage: (regionId, imageId) =>
      newestFirst().filter((change) => change.regionId === regionId && change.imageId === imageId),
  }
}

function createMatcher(filter: ChangeFilter, regionIds: readonly string[]): (change: Change) => boolean {
  const regions = new Set(regionIds)
  const terms = searchTerms(filter.q ?? '')
  const sinceMs = filter.since === undefined ? -Infinity : Date.parse(filter.since)
  return (change) =>
    regions.has(change.regionId) &&
    (filter.type ?? change.imageType) === change.imageType &&
    (filter.platform ?? change.platform) === change.platform &&
    Date.parse(change.at) >= sinceMs &&
    (terms.length === 0 || matchesTerms(changeHaystack(change), terms))
}
