/** A region that can be called. */
export type KnownRegion = {
  regionId: string
  names: { 'en-US': string; 'zh-CN': string }
  group: 'mainland' | 'elsewhere'
  closing: boolean
  endpoint: string
}

/** A region as ListRegions reports it. */
export type ReportedRegion = { regionId: string; localName: string; endpoint: string }

/** Which regions can be called, and at which host. A host is looked up, never built from input. */
export type RegionTable = {
  /** The host of a region; undefined for an unknown region. */
  hostOf(regionId: string): string | undefined
  /** Every known region; the same array until \`merge\` is called. */
  list(): readonly KnownRegion[]
  /** Updates the names of known regions from ListRegions, and adds new regions that have a strict shape. */
  merge(reported: readonly ReportedRegion[], language: 'en-US' | 'zh-CN'): void
}

/**
 * The regions of SWAS. Sources: aliyun/aliyun-openapi-meta, products.json (2026-04-21); Alibaba Cloud help, "Endpoints"
 * of SWAS-OPEN; Chinese names as ListRegions returns them.
 */
const REGIONS: readonly (readonly [regionId: string, english: string, chinese: string])[] = [
  ['cn-qingdao', 'China (Qingdao)', '华北1（青岛）'],
  ['cn-beijing', 'China (Beijing)', '华北2（北京）'],
  ['cn-zhangjiakou', 'China (Zhangjiakou)', '华北3（张家口）'],
  ['cn-huhehaote', 'China (Hohhot)', '华北5（呼和浩特）'],
  ['cn-hangzhou', 'China (Hangzhou)', '华东1（杭州）'],
  ['cn-shanghai', 'China (Shanghai)', '华东2（上海）'],
  ['cn-shenzhen', 'China (Shenzhen)', '华南1（深圳）'],
  ['cn-heyuan', 'China (Heyuan)', '华南2（河源）'],
  ['cn-chengdu', 'China (Chengdu)', '西南1（成都）'],
  ['cn-guangzhou', 'China (Guangzhou)', '华南3（广州）'],
  ['cn-wulanchabu', 'China (Ulanqab)', '华北6（乌兰察布）'],
  ['cn-nanjing', 'China (Nanjing - Local Region)', '华东5（南京）关停中'],
  ['cn-fuzhou', 'China (Fuzhou - Local Region)', '华东6（福州）关停中'],
  ['cn-wuhan-lr', 'China (Wuhan - Local Region)', '华中1（武汉）'],
  ['cn-hongkong', 'China (Hong Kong)', '中国香港'],
  ['ap-southeast-1', 'Singapore', '新加坡'],
  ['ap-southeast-3', 'Malaysia (Kuala Lumpur)', '马来西亚（吉隆坡）'],
  ['ap-southeast-5', 'Indonesia (Jakarta)', '印度尼西亚（雅加达）'],
  ['ap-northeast-1', 'Japan (Tokyo)', '日本（东京）'],
  ['us-west-1', 'US (Silicon Valley)', '美国（硅谷）'],
  ['us-east-1', 'US (Virginia)', '美国（弗吉尼亚）'],
  ['eu-central-1', 'Germany (Frankfurt)', '德国（法兰克福）'],
  ['eu-west-1', 'UK (London)', '英国（伦敦）'],
  ['ap-southeast-6', 'Philippines (Manila)', '菲律宾（马尼拉）'],
  ['ap-southeast-7', 'Thailand (Bangkok)', '泰国（曼谷）'],
  ['ap-northeast-2', 'South Korea (Seoul)', '韩国（首尔）'],
  ['me-central-1', 'Saudi Arabia (Riyadh)', '沙特(利雅得)'],
]

// Prefixes are a closed list: `swas.oss-cn-hangzhou.aliyuncs.com` is an OSS bucket that somebody named "swas".
const SHAPE = /^(?:cn|ap|us|eu|me|na|sa|af)(?:-[a-z]+){1,2}(?:-\d{1,2})?$/
/** In the Chinese name of a region that is being shut down. */
const CLOSING = '关停'
/** There are fewer than 30 regions; a list of far more is not to be trusted. */
const MAX_REGIONS = 100
const OFF_THE_MAINLAND = new Set(['cn-hongkong'])

export function createRegionTable(): RegionTable {
  const regions = new Map(
    REGIONS.map(([regionId, english, chinese]) => [regionId, knownRegion(regionId, english, chinese)]),
  )
  let list = [...regions.values()]
  return {
    hostOf: (regionId) => regions.get(regionId)?.endpoint,
    list: () => list,
    merge: (reported, language) => {
      for (const { regionId, localName, endpoint } of reported) {
        const known = regions.get(regionId)
        if (known !== undefined) regions.set(regionId, renamed(known, localName, language))
        else if (regions.size < MAX_REGIONS && isValid(regionId, endpoint))
          regions.set(regionId, knownRegion(regionId, localName, localName))
      }
      list = [...regions.values()]
    },
  }
}

function isValid(regionId: string, endpoint: string): boolean {
  return SHAPE.test(regionId) && endpoint === endpointOf(regionId)
}

function renamed(region: KnownRegion, localName: string, language: 'en-US' | 'zh-CN'): KnownRegion {
  const names = { ...region.names, [language]: localName }
  return { ...region, names, closing: names['zh-CN'].includes(CLOSING) }
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
