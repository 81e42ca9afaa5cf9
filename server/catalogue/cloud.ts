import type { Language, RegionGroup } from '#contract/regions.ts'
import type { Outcome } from '#contract/result.ts'

/** An image as the cloud lists it, already checked and cleaned. */
export type CloudImage = {
  imageId: string
  imageName: string
  imageType: string
  platform: string
  description: string
}

/** One complete ListImages answer. */
export type ImageListing = { images: CloudImage[]; dropped: number; requestId: string | null }

/** A region that may be asked: of the closed table, or confirmed by ListRegions since. */
export type CloudRegion = {
  regionId: string
  names: Record<Language, string>
  group: RegionGroup
  closing: boolean
  endpoint: string
}

/** One complete ListRegions answer, names in the language asked for. */
export type RegionListing = { regions: { regionId: string; localName: string }[]; requestId: string | null }

/**
 * Who is waiting. `operator`: one person for one region, goes first and may wait 3 s for the quota.
 * `view`: a view of many regions that fills up. `sweep`: the background refresh, at most 5 of each minute's calls.
 * The latter two never wait: without a free call they get `LOCAL_QUOTA` with the exact wait.
 */
export type Priority = 'operator' | 'view' | 'sweep'

/** What is left of one operation's calls. */
export type QuotaState = {
  operation: string
  limit: number
  spent: number
  left: number
  nextFreeInMs: number
  throttled: boolean
}

/** What the catalogue needs of the cloud; `server/swas/` provides it. Calls never throw for foreseen failures. */
export type Cloud = {
  listRegions(language: Language, priority: Priority): Promise<Outcome<RegionListing>>
  listImages(
    parameters: { regionId: string; imageType?: string; imageIds?: readonly string[] },
    priority: Priority,
  ): Promise<Outcome<ImageListing>>
  /** Every region that may be asked now; grows as ListRegions confirms new ones. */
  knownRegions(): readonly CloudRegion[]
  quota(): readonly QuotaState[]
  /** Milliseconds until a `listImages` call of this priority may go; 0 where one may go now. */
  nextFreeInMs(priority: Priority): number
  /** The AccessKey ID, masked but for its last four characters; null until credentials were first obtained. */
  maskedAccessKeyId(): string | null
}
