import type { Change } from '#contract/changes.ts'
import { ownFailure } from '#contract/failures.ts'
import {
  liveCalls,
  type LookupAnswer,
  type LookupEvent,
  type LookupRequest,
  MOST_LIVE_CALLS,
} from '#contract/lookup.ts'
import type { Outcome } from '#contract/result.ts'
import { changeHaystack, matchesTerms, searchTerms } from '#contract/search.ts'
import type { StatusAnswer } from '#contract/status.ts'

import { lookUpLive } from './live-lookup.ts'
import { type LiveEvidence, NO_EVIDENCE } from './live-overlay.ts'
import { findImageIds, lookUp } from './lookup.ts'
import { chosenRegions, type Parts, stateNow } from './parts.ts'
import { createPlaces } from './places.ts'
import { ageMs, isFresh } from './region-state.ts'
import { indexOf, type SnapshotIndex } from './snapshot-index.ts'
import type { Catalogue, ChangeQuestion } from './use-cases.ts'

/** Most changes of one answer. */
const MOST_CHANGES = 1000

/** The questions about IDs of unknown origin, about what changed, and about how the catalogue is. */
export function otherQuestions(
  parts: Parts,
): Pick<Catalogue, 'lookup' | 'lookupLive' | 'changes' | 'changesOf' | 'status'> {
  const places = createPlaces(MOST_LIVE_LOOKUPS)
  return {
    lookup: (request) => {
      const regions = chosenRegions(request.regions ?? 'all', parts)
      if (!regions.ok) return Promise.resolve(regions)
      const { list } = parts
      if (idsOf(request).ids.length > 0)
        list.whenKnown(() => wantUnread(request.regions ?? list.ids(), parts))
      return Promise.resolve({ ok: true, value: answerTo(request, parts) })
    },
    lookupLive: (request, signal) => {
      const regions = chosenRegions(request.regions ?? 'all', parts)
      if (!regions.ok) return regions
      const { ids } = idsOf(request)
      const regionIds = [...new Set(regions.value)]
      const calls = liveCalls(ids.length, regionIds.length)
      if (calls > MOST_LIVE_CALLS) return refuseLive(calls)
      const leave = places.take()
      if (leave === null) return { ok: false, failure: NO_PLACE }
      // Whoever leaves before the first event never starts what would end by itself.
      signal.addEventListener('abort', leave)
      const { cloud, clock, timers } = parts
      const stateOf = (regionId: string) => stateNow(regionId, parts)
      const answer = (evidence: LiveEvidence, checked: ReadonlySet<string>) =>
        answerTo(request, parts, evidence, checked)
      const results = (ids: readonly string[], evidence: LiveEvidence) =>
        lookUp(ids, snapshotsOf(parts), evidence)
      const options = { cloud, clock, timers, stateOf, answer, results }
      return { ok: true, value: thenLeave(lookUpLive(ids, regionIds, options, signal), leave) }
    },
    changes: (question) => {
      const regions = chosenRegions(question.regions, parts)
      if (!regions.ok) return regions
      const matching = parts.changeLog.newestFirst().filter(changeFilter(question, regions.value))
      return {
        ok: true,
        value: { changes: matching.slice(0, MOST_CHANGES), more: matching.length > MOST_CHANGES },
      }
    },
    changesOf: (regionId, imageId) =>
      parts.changeLog
        .newestFirst()
        .filter((change) => change.regionId === regionId && change.imageId === imageId),
    status: () => statusOf(parts),
  }
}

/** Live look-ups at a time: each waits for calls of the same minute. */
const MOST_LIVE_LOOKUPS = 4

const NO_PLACE = ownFailure(
  'TOO_MANY_REQUESTS',
  `${MOST_LIVE_LOOKUPS} live look-ups are under way already; try again when one of them has ended.`,
  60_000,
)

function refuseLive(calls: number): Outcome<never> {
  const detail = `This look-up would take ${calls} calls of the cloud; one takes at most ${MOST_LIVE_CALLS}. Name fewer IDs or regions.`
  return { ok: false, failure: ownFailure('INVALID_REQUEST', detail) }
}

async function* thenLeave(events: AsyncIterable<LookupEvent>, leave: () => void) {
  try {
    yield* events
  } finally {
    leave()
  }
}

function idsOf(request: LookupRequest): { ids: string[]; truncated: boolean } {
  if (request.ids === undefined) return findImageIds(request.text ?? '')
  return { ids: [...new Set(request.ids)], truncated: false }
}

/** Regions that were never read are read now, so that asking again tells more. */
function wantUnread(regionIds: readonly string[], { records, refresher, viewFiller }: Parts) {
  viewFiller.want(
    regionIds.filter(
      (regionId) => records.of(regionId).snapshot === null && refresher.dueInMs(regionId, 'many') === 0,
    ),
  )
}

function answerTo(
  request: LookupRequest,
  parts: Parts,
  evidence: LiveEvidence = NO_EVIDENCE,
  checked: ReadonlySet<string> = new Set(),
): LookupAnswer {
  const { records, list } = parts
  const { ids, truncated } = idsOf(request)
  const asked = [...new Set([...list.ids(), ...(request.regions ?? [])])]
  const unknownRegions = asked.filter(
    (regionId) => !checked.has(regionId) && records.of(regionId).snapshot === null,
  )
  const unknownStates = Object.fromEntries(
    unknownRegions.map((regionId) => [regionId, stateNow(regionId, parts)]),
  )
  return { results: lookUp(ids, snapshotsOf(parts), evidence), unknownRegions, unknownStates, truncated }
}

function snapshotsOf({ records }: Parts): SnapshotIndex[] {
  return [...records.all()].flatMap(([, { snapshot }]) => (snapshot === null ? [] : [indexOf(snapshot)]))
}

function changeFilter(question: ChangeQuestion, regionIds: readonly string[]): (change: Change) => boolean {
  const regions = new Set(regionIds)
  const terms = searchTerms(question.q ?? '')
  const sinceMs = question.since === undefined ? -Infinity : Date.parse(question.since)
  return (change) =>
    regions.has(change.regionId) &&
    (question.type ?? change.imageType) === change.imageType &&
    (question.platform ?? change.platform) === change.platform &&
    Date.parse(change.at) >= sinceMs &&
    (terms.length === 0 || matchesTerms(changeHaystack(change), terms))
}

function statusOf(parts: Parts): StatusAnswer {
  const { cloud, list, records, store, clock, changeLog } = parts
  const nowMs = clock.monotonicMs()
  const regions = list.ids().map((regionId) => {
    const { snapshot } = records.of(regionId)
    return {
      regionId,
      imageCount: snapshot?.images.length ?? null,
      ageSeconds: snapshot === null ? null : Math.floor(ageMs(snapshot, nowMs) / 1000),
      ...stateNow(regionId, parts),
    }
  })
  const fresh = regions.filter(({ regionId }) => isFresh(records.of(regionId), nowMs)).length
  return {
    source: parts.source,
    accessKeyId: cloud.maskedAccessKeyId(),
    startedAt: new Date(parts.startedAtMs).toISOString(),
    regions,
    quota: cloud.quota().map((quota) => ({ ...quota })),
    sweep: {
      enabled: parts.isSweeping,
      regionsDone: fresh,
      regionsTotal: regions.length,
      nextInMs: parts.viewFiller.nextInMs() ?? parts.sweepFiller.nextInMs(),
    },
    store: {
      ...store.facts(),
      images: regions.reduce((sum, { imageCount }) => sum + (imageCount ?? 0), 0),
      changes: changeLog.newestFirst().length,
    },
  }
}
