import type { Failure } from '#contract/failures.ts'
import type { Image, ImagesAnswer, RefreshAnswer } from '#contract/images.ts'
import type { ImageDetail } from '#contract/lookup.ts'
import type { Outcome } from '#contract/result.ts'

import { listImages } from './lists.ts'
import { chosenRegions, type Parts, stateNow } from './parts.ts'
import { indexOf } from './snapshot-index.ts'
import type { Catalogue, ImageQuestion } from './use-cases.ts'

/** A region is read on demand at most once in this time. */
const FORCED_EVERY_MS = 10_000

/** The questions about images: lists, one image, a real call, a new snapshot. */
export function imageQuestions(parts: Parts): Pick<Catalogue, 'images' | 'liveImages' | 'refresh' | 'image'> {
  return {
    images: async (question) => {
      const regions = chosenRegions(question.regions, parts)
      if (!regions.ok) return regions
      const missing = await makeReady(question, regions.value, parts)
      if (missing !== null) return { ok: false, failure: missing }
      return { ok: true, value: listImages(question, regions.value, parts) }
    },
    liveImages: (question) => askNow(question, parts),
    refresh: async (regionId) => {
      const regions = chosenRegions([regionId], parts)
      return regions.ok ? { ok: true, value: await takeSnapshot(regionId, parts) } : regions
    },
    image: async (regionId, imageId) => {
      const regions = chosenRegions([regionId], parts)
      if (!regions.ok) return regions
      const missing = await makeReady({ regions: [regionId], state: 'current' }, [regionId], parts)
      return missing === null
        ? { ok: true, value: detailOf(regionId, imageId, parts) }
        : { ok: false, failure: missing }
    },
  }
}

/** One region waits for its first snapshot; anything else is read meanwhile. The failure, where nothing is known. */
async function makeReady(
  question: ImageQuestion,
  regionIds: readonly string[],
  parts: Parts,
): Promise<Failure | null> {
  const unread = unreadRegion(regionIds, question, parts)
  if (unread === undefined) {
    wantDue(question, regionIds, parts)
    return null
  }
  const failure = await parts.refresher.refresh(unread, 'operator')
  return parts.records.of(unread).snapshot === null ? failure : null
}

/** The region that a question about it alone has to wait for. */
function unreadRegion(
  regionIds: readonly string[],
  { regions }: ImageQuestion,
  { records }: Parts,
): string | undefined {
  const [only = ''] = regionIds
  return regions === 'all' || regionIds.length > 1 || records.of(only).snapshot !== null ? undefined : only
}

/** Sets going what a question finds too old or missing, without waiting for it. */
function wantDue({ regions }: ImageQuestion, regionIds: readonly string[], parts: Parts) {
  const { list, refresher, viewFiller } = parts
  const want = (wanted: readonly string[]) =>
    viewFiller.want(wanted.filter((regionId) => refresher.dueInMs(regionId, 'many') === 0))
  const [only = ''] = regionIds
  if (regions === 'all') list.whenKnown(() => want(list.ids()))
  else if (regionIds.length > 1) want(regionIds)
  else if (refresher.dueInMs(only, 'one') === 0) viewFiller.want([only], 'first')
}

async function askNow(
  question: Parameters<Catalogue['liveImages']>[0],
  parts: Parts,
): Promise<Outcome<ImagesAnswer>> {
  const { regionId, type, ids } = question
  const regions = chosenRegions([regionId], parts)
  if (!regions.ok) return regions
  const parameters = { regionId, ...(type && { imageType: type }), ...(ids && { imageIds: ids }) }
  const outcome = await parts.cloud.listImages(parameters, 'operator')
  if (!outcome.ok) return outcome
  const { snapshot } = parts.records.of(regionId)
  const at = new Date(parts.clock.wallMs()).toISOString()
  const images = outcome.value.images.map((image): Image => {
    const known = snapshot === null ? undefined : indexOf(snapshot).byId().get(image.imageId)
    const { imageId, imageName, imageType, platform, description } = image
    const seen = { firstSeenAt: known?.firstSeenAt ?? at, lastSeenAt: at, state: 'current' } as const
    return { regionId, imageId, imageName, imageType, platform, description, ...seen }
  })
  const { requestId, dropped } = outcome.value
  const state = {
    state: 'fresh',
    fetchedAt: at,
    requestId,
    dropped,
    refreshing: false,
  } as const
  return { ok: true, value: { images, regions: { [regionId]: state }, total: images.length } }
}

async function takeSnapshot(regionId: string, parts: Parts): Promise<RefreshAnswer> {
  const { records, refresher, viewFiller, clock } = parts
  const record = records.of(regionId)
  if (clock.monotonicMs() - record.forcedAtMs >= FORCED_EVERY_MS) {
    record.forcedAtMs = clock.monotonicMs()
    const failure = await refresher.refresh(regionId, 'operator')
    if (failure?.code === 'LOCAL_QUOTA') {
      record.forcedAtMs = -Infinity
      viewFiller.want([regionId], 'first')
      return { regionId, ...stateNow(regionId, parts), failure }
    }
  }
  return { regionId, ...stateNow(regionId, parts) }
}

function detailOf(regionId: string, imageId: string, parts: Parts): ImageDetail {
  const { records, changeLog } = parts
  const indexes = [...records.all()].flatMap(([id, { snapshot }]) =>
    snapshot === null ? [] : [{ id, index: indexOf(snapshot) }],
  )
  const here = indexes.find(({ id }) => id === regionId)?.index
  const others = indexes.filter(({ id }) => id !== regionId).map(({ index }) => index)
  const image = here?.byId().get(imageId) ?? null
  const alike = image === null || image.state === 'current' ? [] : (here?.alike(image) ?? [])
  return {
    image,
    elsewhere: others.flatMap((index) => index.byId().get(imageId) ?? []),
    sameName:
      image === null
        ? []
        : others.flatMap((index) => index.alike(image).filter((other) => other.imageId !== imageId)),
    successors: alike.map((other) => ({ regionId, imageId: other.imageId, imageName: other.imageName })),
    history: changeLog
      .newestFirst()
      .filter((change) => change.regionId === regionId && change.imageId === imageId),
    region: stateNow(regionId, parts),
  }
}
