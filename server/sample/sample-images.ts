import { createHash } from 'node:crypto'

import * as v from 'valibot'

import imageRows from './images.json' with { type: 'json' }
import regionRows from './regions.json' with { type: 'json' }

/** How much a region offers; an image says from which size on it is there. */
const SIZES = ['closing', 'small', 'medium', 'large'] as const
const SITES = ['mainland', 'elsewhere'] as const

const regionRow = v.object({
  regionId: v.string(),
  en: v.string(),
  zh: v.string(),
  site: v.picklist(SITES),
  size: v.picklist(SIZES),
})
type RegionRow = v.InferOutput<typeof regionRow>

const imageRow = v.strictObject({
  name: v.string(),
  type: v.picklist(['system', 'app', 'custom']),
  platform: v.optional(v.picklist(['Linux', 'Windows']), 'Linux'),
  text: v.string(),
  /** The smallest size of region that has it. */
  from: v.optional(v.picklist(SIZES), 'small'),
  site: v.optional(v.picklist(SITES)),
  only: v.optional(v.array(v.string())),
  except: v.optional(v.array(v.string()), []),
  /** Where the ID stays the same: everywhere, on each side of the border, or in one region only. */
  ids: v.optional(v.picklist(['one', 'site', 'region']), 'one'),
  /** Tells apart two images of one name. */
  edition: v.optional(v.string(), ''),
})
type ImageRow = v.InferOutput<typeof imageRow>

/** A region as ListRegions knows it. */
export type SampleRegion = { regionId: string; localNames: { 'zh-CN': string; 'en-US': string } }

/** An image with the five members of ListImages. */
export type SampleImage = {
  ImageId: string
  ImageName: string
  ImageType: string
  Description: string
  Platform: string
}

const regions = v.parse(v.array(regionRow), regionRows)
const images = v.parse(v.array(imageRow), imageRows)

/** The regions of SWAS, with the names that ListRegions gives them. */
export function sampleRegions(): SampleRegion[] {
  return regions.map(({ regionId, zh, en }) => ({ regionId, localNames: { 'zh-CN': zh, 'en-US': en } }))
}

/** The images of each region: the same at each start, by region ID. */
export function sampleImages(): Map<string, SampleImage[]> {
  return new Map(regions.map((region) => [region.regionId, imagesOf(region)]))
}

function imagesOf(region: RegionRow): SampleImage[] {
  return images
    .filter((image) => isOffered(image, region))
    .map((image) => ({
      ImageId: imageId(image, region),
      ImageName: image.name,
      ImageType: image.type,
      Description: image.text,
      Platform: image.platform,
    }))
}

function isOffered(image: ImageRow, region: RegionRow): boolean {
  if (image.only) return image.only.includes(region.regionId)
  if (image.except.includes(region.regionId)) return false
  if (image.site !== undefined && image.site !== region.site) return false
  return SIZES.indexOf(region.size) >= SIZES.indexOf(image.from)
}

/**
 * An ID of the right form that nobody takes for a real one. System and app images: `5a3b1e` (to be read as
 * "sample"), ten zeros, 16 hex digits. Custom images: `m-sample0000` and ten more.
 */
function imageId(image: ImageRow, region: RegionRow): string {
  const scope = { one: '', site: region.site, region: region.regionId }[image.ids]
  const digits = createHash('sha256')
    .update([image.name, image.platform, image.edition, scope].join('\n'))
    .digest('hex')
  return image.type === 'custom'
    ? `m-sample0000${digits.slice(0, 10)}`
    : `5a3b1e0000000000${digits.slice(0, 16)}`
}
