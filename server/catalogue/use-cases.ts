import type { Change, ChangesAnswer } from '#contract/changes.ts'
import type { ImagesAnswer, ImageState, ImageType, Platform, RefreshAnswer } from '#contract/images.ts'
import type { ALL_REGIONS } from '#contract/images.ts'
import type { ImageDetail, LookupAnswer, LookupEvent, LookupRequest } from '#contract/lookup.ts'
import type { Language, RegionsAnswer } from '#contract/regions.ts'
import type { Outcome } from '#contract/result.ts'
import type { StatusAnswer } from '#contract/status.ts'

/** Which regions a question is about. */
export type RegionChoice = typeof ALL_REGIONS | readonly string[]

/** Which images of the snapshots are asked for. */
export type ImageQuestion = {
  regions: RegionChoice
  type?: ImageType
  platform?: Platform
  q?: string
  ids?: readonly string[]
  state: ImageState
}

/** Which changes are asked for. */
export type ChangeQuestion = {
  regions: RegionChoice
  type?: ImageType
  platform?: Platform
  q?: string
  /** ISO 8601; only changes at or after it. */
  since?: string
}

/** A list and its version: the same query has the same images as long as the version is the same. */
export type VersionedImages = ImagesAnswer & { version: string }

/**
 * What the catalogue offers to the front door. An unknown region is the failure `INVALID_REGION`, before anything else.
 * A question about one region waits for its first snapshot and fails if that fails; a question about several never waits:
 * what is known comes at once, each region's state beside it, and what is missing is fetched meanwhile.
 */
export type Catalogue = {
  regions(language: Language): Promise<Outcome<RegionsAnswer>>
  images(question: ImageQuestion): Promise<Outcome<VersionedImages>>
  /** One real ListImages call with exactly these parameters. */
  liveImages(question: {
    regionId: string
    type?: ImageType
    ids?: readonly string[]
  }): Promise<Outcome<ImagesAnswer>>
  /** Takes a new snapshot; coalesced, and at most once in 10 s per region: sooner, the state as it is. */
  refresh(regionId: string): Promise<Outcome<RefreshAnswer>>
  image(regionId: string, imageId: string): Promise<Outcome<ImageDetail>>
  lookup(request: LookupRequest): Promise<Outcome<LookupAnswer>>
  /** The same, asking the cloud for the named regions first; reports progress, and ends with the answer. */
  lookupLive(request: LookupRequest, signal: AbortSignal): Outcome<AsyncIterable<LookupEvent>>
  changes(question: ChangeQuestion): Outcome<ChangesAnswer>
  changesOf(regionId: string, imageId: string): readonly Change[]
  status(): StatusAnswer
}
