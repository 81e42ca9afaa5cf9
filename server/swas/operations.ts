import type { Result } from '#contract/result.ts'

import { failure } from './failures.ts'
import { ownField, stringField } from './json.ts'
import type { ReportedRegion } from './regions.ts'

/** A sanitized image: the five fields of ListImages and nothing else. */
export type ListedImage = {
  imageId: string
  imageName: string
  imageType: string
  platform: string
  description: string
}

/** A complete ListImages response; `dropped` entries were unreadable. */
export type ListedImages = { images: ListedImage[]; dropped: number; requestId: string | null }

/** A complete ListRegions response. */
export type ListedRegions = { regions: ReportedRegion[]; requestId: string | null }

export const API_VERSION = '2020-06-01'

const MAX_ENTRIES = 20_000
const MAX_NAME = 4_096
const MAX_DESCRIPTION = 16_384
const REQUEST_ID = /^[\w-]{1,80}$/
// IDs are pasted into shells and Terraform: only visible ASCII passes.
const IMAGE_ID = /^[!-~]{1,256}$/

/** Parses a ListImages body; unreadable entries are dropped and counted. */
export function parseImages(body: unknown): Result<ListedImages> {
  const requestId = requestIdOf(body)
  const list = listOf(body, 'Images', requestId)
  if (!list.ok) return list
  const images = new Map<string, ListedImage>()
  let dropped = 0
  for (const entry of list.value) {
    const image = parseImage(entry)
    if (image === undefined) dropped += 1
    else if (!images.has(image.imageId)) images.set(image.imageId, image)
  }
  if (images.size === 0 && dropped > 0) return badShape('no entry of Images is readable', requestId)
  return { ok: true, value: { images: [...images.values()], dropped, requestId } }
}

/** Parses a ListRegions body; unreadable entries and duplicates are dropped. */
export function parseRegions(body: unknown): Result<ListedRegions> {
  const requestId = requestIdOf(body)
  const list = listOf(body, 'Regions', requestId)
  if (!list.ok) return list
  const regions = new Map<string, ReportedRegion>()
  for (const entry of list.value) {
    const region = parseRegion(entry)
    if (region !== undefined && !regions.has(region.regionId)) regions.set(region.regionId, region)
  }
  if (regions.size === 0) return badShape('no entry of Regions is readable', requestId)
  return { ok: true, value: { regions: [...regions.values()], requestId } }
}

/** The request ID of any body, if it looks like one. */
export function requestIdOf(body: unknown): string | null {
  const text = stringField(body, 'RequestId') ?? ''
  return REQUEST_ID.test(text) ? text : null
}

function parseImage(entry: unknown): ListedImage | undefined {
  const imageId = stringField(entry, 'ImageId')
  const imageName = stringField(entry, 'ImageName')
  if (imageId === undefined || imageName === undefined || !IMAGE_ID.test(imageId)) return undefined
  return {
    imageId,
    imageName: imageName.slice(0, MAX_NAME).toWellFormed(),
    imageType: (stringField(entry, 'ImageType') ?? '').slice(0, 64).toWellFormed(),
    platform: (stringField(entry, 'Platform') ?? '').slice(0, 64).toWellFormed(),
    description: (stringField(entry, 'Description') ?? '').slice(0, MAX_DESCRIPTION).toWellFormed(),
  }
}

function parseRegion(entry: unknown): ReportedRegion | undefined {
  const regionId = stringField(entry, 'RegionId')
  if (regionId === undefined || regionId.length > 40) return undefined
  const localName = stringField(entry, 'LocalName')?.trim() || regionId
  const endpoint = stringField(entry, 'RegionEndpoint') ?? ''
  return { regionId, localName: localName.slice(0, 200).toWellFormed(), endpoint }
}

function listOf(body: unknown, name: string, requestId: string | null): Result<readonly unknown[]> {
  const list: unknown = ownField(body, name)
  if (!Array.isArray(list)) return badShape(`${name} is missing or not a list`, requestId)
  if (list.length > MAX_ENTRIES) {
    const detail = `The response has more than ${MAX_ENTRIES} entries and was refused.`
    const upstream = { code: null, status: 200, requestId }
    return { ok: false, failure: failure('UPSTREAM_TOO_LARGE', detail, { upstream }) }
  }
  return { ok: true, value: list }
}

function badShape(what: string, requestId: string | null): Result<never> {
  const upstream = { code: null, status: 200, requestId }
  const detail = `The response has an unexpected shape: ${what}.`
  return { ok: false, failure: failure('UPSTREAM_BAD_SHAPE', detail, { upstream }) }
}
