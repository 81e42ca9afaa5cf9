import { REGIONS } from './known-regions.ts'

/** A region that may be asked. */
export type KnownRegion = {
  regionId: string
  names: { 'en-US': string; 'zh-CN': string }
  group: 'mainland' | 'elsewhere'
  closing: boolean
  endpoint: string
}

/** A region as ListRegions reports it. */
export type ReportedRegion = { regionId: string; localName: string; endpoint: string }

/** Which regions may be asked, and at which host. A host is looked up, never put together from input. */
export type Endpoints = {
  /** The host of a region; undefined where the region is not known. */
  hostOf(regionId: string): string | undefined
  /** The same array until one more is known, or one is known otherwise. */
  known(): readonly KnownRegion[]
  /** Takes in what ListRegions confirms: names of known regions, and new regions of a strict shape only. */
  adopt(reported: readonly ReportedRegion[], language: 'en-US' | 'zh-CN'): void
}

// `swas.oss-cn-hangzhou.aliyuncs.com` is somebody's storage bucket of the name "swas": prefixes are a closed list.
const SHAPE = /^(?:cn|ap|us|eu|me|na|sa|af)(?:-[a-z]+){1,2}(?:-\d{1,2})?$/
const CLOSING = '关停'
/** Regions that exist are below 30; a list that has far more of them is not one to follow. */
const MOST_REGIONS = 100
const OFF_THE_MAINLAND = new Set(['cn-hongkong'])

/** Starts from the closed table of regions. */
export function createEndpoints(): Endpoints {
  const regions = new Map(
    REGIONS.map(([regionId, english, chinese]) => [regionId, knownRegion(regionId, english, chinese)]),
  )
  let known = [...regions.values()]
  return {
    hostOf: (regionId) => regions.get(regionId)?.endpoint,
    known: () => known,
    adopt: (reported, language) => {
      for (const { regionId, localName, endpoint } of reported) {
        const old = regions.get(regionId)
        if (old !== undefined) regions.set(regionId, renamed(old, localName, language))
        else if (regions.size < MOST_REGIONS && isRegionOfTheCloud(regionId, endpoint))
          regions.set(regionId, knownRegion(regionId, localName, localName))
      }
      known = [...regions.values()]
    },
  }
}

function isRegionOfTheCloud(regionId: string, endpoint: string): boolean {
  return SHAPE.test(regionId) && endpoint === endpointOf(regionId)
}

function renamed(old: KnownRegion, localName: string, language: 'en-US' | 'zh-CN'): KnownRegion {
  const names = { ...old.names, [language]: localName }
  return { ...old, names, closing: names['zh-CN'].includes(CLOSING) }
}

function knownRegion(regionId: string, english: string, chinese: string): KnownRegion {
  return {
    regionId,
    names: { 'en-US': english, 'zh-CN': chinese },
    group: regionId.startsWith('cn-') && !OFF_THE_MAINLAND.has(regionId) ? 'mainland' : 'elsewhere',
    closing: chinese.includes(CLOSING),
    endpoint: endpointOf(regionId),
  }
}

function endpointOf(regionId: string): string {
  return `swas.${regionId}.aliyuncs.com`
}
