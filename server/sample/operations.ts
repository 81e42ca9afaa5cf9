import * as v from 'valibot'

import type { Operation } from './authorize.ts'
import type { Refusal } from './error-codes.ts'
import { type Call, parameterOf } from './request.ts'
import type { SampleImage, SampleRegion } from './sample-images.ts'

/** What the operations read. */
export type Holdings = {
  regions: readonly SampleRegion[]
  imagesByRegion: ReadonlyMap<string, readonly SampleImage[]>
}

/** The members of a good answer, but for `RequestId`. */
export type Listing = { Regions: object[] } | { Images: readonly SampleImage[] }

const IMAGE_TYPES = new Set(['system', 'app', 'custom'])
const MOST_IMAGE_IDS = 50

const imageIds = v.pipe(v.string(), v.parseJson(), v.array(v.string()), v.maxLength(MOST_IMAGE_IDS))

/** Runs an admitted call: the rules that depend on the operation. */
export function operate(operation: Operation, call: Call, holdings: Holdings): Listing | Refusal {
  return operation === 'ListRegions' ? listRegions(call, holdings) : listImages(call, holdings)
}

function listRegions(call: Call, { regions }: Holdings): Listing {
  const language = parameterOf(call, 'AcceptLanguage') === 'en-US' ? 'en-US' : 'zh-CN'
  return {
    Regions: regions.map(({ regionId, localNames }) => ({
      RegionId: regionId,
      RegionEndpoint: `swas.${regionId}.aliyuncs.com`,
      LocalName: localNames[language],
    })),
  }
}

/** Unknown image IDs are left out of the answer without a word: no code for them is documented. */
function listImages(call: Call, { imagesByRegion }: Holdings): Listing | Refusal {
  const regionId = parameterOf(call, 'RegionId')
  if (!regionId) return { code: 'MissingRegionId' }
  const images = imagesByRegion.get(regionId)
  if (!images) return { code: 'InvalidRegionId.NotFound' }
  const type = parameterOf(call, 'ImageType')
  if (type !== undefined && !IMAGE_TYPES.has(type)) return { code: 'InvalidImageType.ValueNotSupported' }
  const wanted = parameterOf(call, 'ImageIds')
  const ids = v.safeParse(v.optional(imageIds), wanted)
  if (!ids.success)
    return { code: 'InvalidParam', detail: 'ImageIds should be a JSON array of at most 50 IDs.' }
  return {
    Images: images.filter(
      ({ ImageId, ImageType }) =>
        (type === undefined || ImageType === type) && (ids.output?.includes(ImageId) ?? true),
    ),
  }
}
