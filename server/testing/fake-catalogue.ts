import { ownFailure } from '#contract/failures.ts'
import type { Image, SnapshotState } from '#contract/images.ts'
import type { LookupEvent } from '#contract/lookup.ts'
import type { Result } from '#contract/result.ts'
import type { StatusAnswer } from '#contract/status.ts'

import type { Catalogue } from '../catalogue/catalogue.ts'

export const HANGZHOU_IMAGE: Image = {
  regionId: 'cn-hangzhou',
  imageId: 'm-1',
  imageName: 'Debian 12',
  imageType: 'system',
  platform: 'Linux',
  description: 'Debian',
  firstSeenAt: '2026-11-01T00:00:00.000Z',
  lastSeenAt: '2026-11-24T00:00:00.000Z',
  state: 'current',
}

export const FRESH: SnapshotState = {
  state: 'fresh',
  fetchedAt: '2026-11-24T00:00:00.000Z',
  requestId: 'R-1',
  dropped: 0,
  refreshing: false,
}

const STATUS: StatusAnswer = {
  source: 'sample',
  accessKeyId: null,
  startedAt: '2026-11-24T00:00:00.000Z',
  regions: [{ regionId: 'cn-hangzhou', imageCount: 1, ageSeconds: 3, ...FRESH }],
  quota: [],
  sweep: { enabled: true, regionsDone: 1, regionsTotal: 1, nextInMs: null },
  store: {
    kind: 'memory',
    sizeBytes: 0,
    schemaVersion: 1,
    images: 1,
    changes: 0,
    retentionDays: 365,
    setAside: null,
  },
}

async function* answerAtOnce(): AsyncGenerator<LookupEvent, void> {
  yield { event: 'answer', results: [], unknownRegions: [], truncated: false }
}

/** A catalogue with one region, `cn-hangzhou`. Records every query in `asked`. */
export function createFakeCatalogue(overrides: Partial<Catalogue> = {}) {
  const asked: unknown[] = []
  const list = { images: [HANGZHOU_IMAGE], regions: { 'cn-hangzhou': FRESH }, total: 1 }
  const known = <T>(regions: 'all' | readonly string[], value: T): Result<T> =>
    regions === 'all' || regions.every((regionId) => regionId === 'cn-hangzhou')
      ? { ok: true, value }
      : { ok: false, failure: ownFailure('INVALID_REGION', 'Not in the table.') }
  const ask = <T>(question: unknown, value: T): T => {
    asked.push(question)
    return value
  }
  const catalogue: Catalogue = {
    regions: async (language) =>
      ask(['regions', language], known('all', { regions: [], source: 'sample' as const })),
    images: async (question) =>
      ask(['images', question], known(question.regions, { ...list, version: 'v1' })),
    liveImages: async (question) => ask(['liveImages', question], known([question.regionId], list)),
    refresh: async (regionId) => ask(['refresh', regionId], known([regionId], { regionId, ...FRESH })),
    image: async (regionId, imageId) =>
      ask(
        ['image', regionId, imageId],
        known([regionId], {
          image: null,
          elsewhere: [],
          sameName: [],
          successors: [],
          history: [],
          region: FRESH,
        }),
      ),
    lookup: async (request) =>
      ask(['lookup', request], known('all', { results: [], unknownRegions: [], truncated: false })),
    lookupLive: (request) => {
      const events = known(request.regions ?? 'all', answerAtOnce())
      if (events.ok) asked.push(['lookupLive', request])
      return events
    },
    changes: (question) => ask(['changes', question], known(question.regions, { changes: [], more: false })),
    changesOf: () => [],
    status: () => STATUS,
    ...overrides,
  }
  return { catalogue, asked }
}
