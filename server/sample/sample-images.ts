import { createHash } from 'node:crypto'

import * as v from 'valibot'

import imageRows from './images.json' with { type: 'json' }
import regionRows from './regions.json' with { type: 'json' }

/** How much a region offers. An image names the smallest size that has it. */
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
  /** The smallest region size that has the image. */
  from: v.optional(v.picklist(SIZES), 'small'),
  site: v.optional(v.picklist(SITES)),
  only: v.optional(v.array(v.string())),
  except: v.optional(v.array(v.string()), []),
  /** Where the image has the same ID: everywhere, inside or outside mainland China, or in one region only. */
  ids: v.optional(v.picklist(['one', 'site', 'region']), 'one'),
  /** Distinguishes two images with the same name. */
  edition: v.optional(v.string(), ''),
})
type ImageRow = v.InferOutput<typeof imageRow>

/** A region of ListRegions. */
export type SampleRegion = { regionId: string; localNames: { 'zh-CN': string; 'en-US': string } }

/** An image of ListImages. */
export type SampleImage = {
  ImageId: string
  ImageName: string
  ImageType: string
  Description: string
  Platform: string
}

const regions = v.parse(v.array(regionRow), regionRows)
const images = v.parse(v.array(imageRow), imageRows)

export function sampleRegions(): SampleRegion[] {
  return regions.map(({ regionId, zh, en }) => ({ regionId, localNames: { 'zh-CN': zh, 'en-US': en } }))
}

/** Images by region ID, the same at each start. */
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
 * A well-formed ID that cannot be mistaken for a real one. System and app images: `5a3b1e` (reads as "sample"), ten zeros
 * and 16 hex digits. Custom images: `m-sample0000` and ten hex digits.
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
