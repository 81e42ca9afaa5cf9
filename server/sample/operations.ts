import * as v from 'valibot'

import type { Operation } from './authorize.ts'
import type { ApiError } from './error-codes.ts'
import { type ApiRequest, parameterOf } from './request.ts'
import type { SampleImage, SampleRegion } from './sample-images.ts'

/** The data that the operations read. */
export type Catalog = {
  regions: readonly SampleRegion[]
  imagesByRegion: ReadonlyMap<string, readonly SampleImage[]>
}

/** The members of a successful response, without `RequestId`. */
export type Listing = { Regions: object[] } | { Images: readonly SampleImage[] }

const IMAGE_TYPES = new Set(['system', 'app', 'custom'])
const MAX_IMAGE_IDS = 50

const imageIds = v.pipe(v.string(), v.parseJson(), v.array(v.string()), v.maxLength(MAX_IMAGE_IDS))

/** Runs an authorized request, with the checks that depend on its operation. */
export function runOperation(
  operation: Operation,
  request: ApiRequest,
  catalog: Catalog,
): Listing | ApiError {
  return operation === 'ListRegions' ? listRegions(request, catalog) : listImages(request, catalog)
}

function listRegions(request: ApiRequest, { regions }: Catalog): Listing {
  const language = parameterOf(request, 'AcceptLanguage') === 'en-US' ? 'en-US' : 'zh-CN'
  return {
    Regions: regions.map(({ regionId, localNames }) => ({
      RegionId: regionId,
      RegionEndpoint: `swas.${regionId}.aliyuncs.com`,
      LocalName: localNames[language],
    })),
  }
}

/** Unknown image IDs are silently left out: no error code for them is documented. */
function listImages(request: ApiRequest, { imagesByRegion }: Catalog): Listing | ApiError {
  const regionId = parameterOf(request, 'RegionId')
  if (!regionId) return { code: 'MissingRegionId' }
  const images = imagesByRegion.get(regionId)
  if (!images) return { code: 'InvalidRegionId.NotFound' }
  const type = parameterOf(request, 'ImageType')
  if (type !== undefined && !IMAGE_TYPES.has(type)) return { code: 'InvalidImageType.ValueNotSupported' }
  const wanted = parameterOf(request, 'ImageIds')
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
