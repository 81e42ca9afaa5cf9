import * as v from 'valibot'

import { imageIdSchema } from '#contract/api.ts'
import type { Image } from '#contract/images.ts'

/** Most images that a link carries; a longer selection is shared as a file. */
export const MOST_SHARED = 20

/** Where an image is. */
export type ImagePlace = Pick<Image, 'regionId' | 'imageId'>

const REGION_ID = /^[a-z][a-z0-9-]{0,39}$/

/** The value of `sel`: `cn-hangzhou:794c…,us-west-1:fe9c…`, in the order of selection. Undefined where there are too many, or none. */
export function formatSharedSelection(images: readonly ImagePlace[]): string | undefined {
  if (images.length === 0 || images.length > MOST_SHARED) return undefined
  return images.map(({ regionId, imageId }) => `${regionId}:${encodeURIComponent(imageId)}`).join(',')
}

/** An address that selects these images for whoever opens it, or undefined where there are too many, or none. */
export function sharedSelectionUrl(address: string, images: readonly ImagePlace[]): string | undefined {
  const shared = formatSharedSelection(images)
  if (shared === undefined) return undefined
  const url = new URL(address)
  url.searchParams.delete('sel')
  // Written by hand: URLSearchParams would make every colon and comma of it unreadable.
  return `${url.origin}${url.pathname}${url.search === '' ? '?' : `${url.search}&`}sel=${shared}`
}

/** Reads the value of `sel`: each place once, at most {@link MOST_SHARED}; what is left over or not understood is `ignored`. */
export function parseSharedSelection(text: string): { places: ImagePlace[]; ignored: string[] } {
  const places = new Map<string, ImagePlace>()
  const ignored: string[] = []
  for (const part of new Set(text.split(',').filter((part) => part !== ''))) {
    const place = parsePlace(part)
    if (place === undefined || places.size === MOST_SHARED) ignored.push(part)
    else places.set(`${place.regionId}:${place.imageId}`, place)
  }
  return { places: [...places.values()], ignored }
}

function parsePlace(part: string): ImagePlace | undefined {
  const colon = part.indexOf(':')
  const regionId = part.slice(0, Math.max(colon, 0))
  const imageId = decoded(part.slice(colon + 1))
  return REGION_ID.test(regionId) && v.is(imageIdSchema, imageId) ? { regionId, imageId } : undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
