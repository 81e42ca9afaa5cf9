import * as v from 'valibot'

import { imageIdSchema } from '#contract/api.ts'
import type { Image } from '#contract/images.ts'

/** Larger selections have to be shared as a file. */
export const MAX_LINKED_IMAGES = 20

export type ImageKey = Pick<Image, 'regionId' | 'imageId'>

const REGION_ID = /^[a-z][a-z0-9-]{0,39}$/

/** The value of `sel`: `cn-hangzhou:794c…,us-west-1:fe9c…`, in selection order. Undefined if there are none or too many. */
export function formatLinkedSelection(images: readonly ImageKey[]): string | undefined {
  if (images.length === 0 || images.length > MAX_LINKED_IMAGES) return undefined
  return images.map(({ regionId, imageId }) => `${regionId}:${encodeURIComponent(imageId)}`).join(',')
}

/** The URL with a selection of these images. Undefined if there are none or too many. */
export function linkedSelectionUrl(address: string, images: readonly ImageKey[]): string | undefined {
  const shared = formatLinkedSelection(images)
  if (shared === undefined) return undefined
  const url = new URL(address)
  url.searchParams.delete('sel')
  // Not URLSearchParams, which would escape every colon and comma.
  return `${url.origin}${url.pathname}${url.search === '' ? '?' : `${url.search}&`}sel=${shared}`
}

/** Parses the value of `sel`, without duplicates. Invalid parts, and those beyond {@link MAX_LINKED_IMAGES}, are `ignored`. */
export function parseLinkedSelection(text: string): { images: ImageKey[]; ignored: string[] } {
  const images = new Map<string, ImageKey>()
  const ignored: string[] = []
  for (const part of new Set(text.split(',').filter((part) => part !== ''))) {
    const image = parseKey(part)
    if (image === undefined || images.size === MAX_LINKED_IMAGES) ignored.push(part)
    else images.set(`${image.regionId}:${image.imageId}`, image)
  }
  return { images: [...images.values()], ignored }
}

function parseKey(part: string): ImageKey | undefined {
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
