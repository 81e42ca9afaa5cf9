import { createHash } from 'node:crypto'

import type { Change } from '#contract/changes.ts'

import type { CloudImage } from './cloud.ts'

/** What happened to one image between two complete listings of its region. */
export type ImageEvent =
  | { kind: 'added'; after: CloudImage }
  | { kind: 'removed'; before: CloudImage }
  | { kind: 'replaced'; before: CloudImage; candidates: readonly CloudImage[] }
  | { kind: 'renamed' | 'described'; before: CloudImage; after: CloudImage }

/**
 * The events that lead from one complete listing to another: first what went, then what came or became another.
 * `replaced` stands for `removed` where images of the same name and type came under new IDs; those are `added` as well.
 * An ID that comes back with another type or platform is another image: removed, then added.
 */
export function diffImages(before: readonly CloudImage[], after: readonly CloudImage[]): ImageEvent[] {
  const old = new Map(before.map((image) => [image.imageId, image]))
  const now = new Map(after.map((image) => [image.imageId, image]))
  const came = after.filter((image) => !old.has(image.imageId))
  const comers = Map.groupBy(came, successionKey)
  return [
    ...before.flatMap((image) => departure(image, now.get(image.imageId), comers)),
    ...after.flatMap((image) => arrival(old.get(image.imageId), image)),
  ]
}

/** Images with the same key may follow one another under new IDs: same name, same type. */
export function successionKey(image: { imageName: string; imageType: string }): string {
  return `${image.imageType}\n${image.imageName}`
}

function departure(
  before: CloudImage,
  after: CloudImage | undefined,
  comers: ReadonlyMap<string, readonly CloudImage[]>,
): ImageEvent[] {
  if (after !== undefined) return isSameKind(before, after) ? [] : [{ kind: 'removed', before }]
  const candidates = comers.get(successionKey(before))
  return [candidates === undefined ? { kind: 'removed', before } : { kind: 'replaced', before, candidates }]
}

function arrival(before: CloudImage | undefined, after: CloudImage): ImageEvent[] {
  if (before === undefined || !isSameKind(before, after)) return [{ kind: 'added', after }]
  const renamed = { ...before, imageName: after.imageName }
  const events: ImageEvent[] = []
  if (before.imageName !== after.imageName) events.push({ kind: 'renamed', before, after: renamed })
  if (before.description !== after.description) events.push({ kind: 'described', before: renamed, after })
  return events
}

function isSameKind(one: CloudImage, other: CloudImage): boolean {
  return one.imageType === other.imageType && one.platform === other.platform
}

/** The events as changes of a region, seen in the snapshot of `at` (ISO 8601). */
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
      before: formerText(event),
      candidates:
        'candidates' in event
          ? event.candidates.map(({ imageId, imageName }) => ({ regionId, imageId, imageName }))
          : [],
    }
  })
}

/** No region has two snapshots of one moment, and no snapshot tells the same twice of one image. */
function changeId(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}

function formerText(event: ImageEvent): string | null {
  if (event.kind === 'renamed') return event.before.imageName
  return event.kind === 'described' ? event.before.description : null
}
