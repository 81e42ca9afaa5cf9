import * as v from 'valibot'

import { imagesQuerySchema, regionsQuerySchema } from '#contract/api.ts'
import type { Bootstrap } from '#contract/bootstrap.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'
import type { Result } from '#contract/result.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'

const LIST_PATH = '/images'

/** Longer lists load separately, after the page is on screen. In UTF-16 code units of JSON. */
const LONGEST_LIST = 256 * 1024
/** More images than this always exceed it, so they need not be serialized to find out. */
const MAX_IMAGES = LONGEST_LIST / 200

/**
 * The data that the page at this address requests first, as far as the server has it. Triggers no more than those
 * requests would: the first reading of the regions, and a refresh of a stale list.
 */
export async function createBootstrap(
  catalogue: Catalogue,
  address: string,
): Promise<Omit<Bootstrap, 'now'>> {
  const answer = await atHand(catalogue.regions(v.parse(regionsQuerySchema, {}).lang))
  if (answer === undefined) return { source: catalogue.status().source }
  const images = await imagesFor(catalogue, address, answer.regions)
  return { source: answer.source, regions: answer, ...(images !== undefined && { images }) }
}

async function imagesFor(
  catalogue: Catalogue,
  address: string,
  known: readonly Region[],
): Promise<Bootstrap['images']> {
  const { pathname, searchParams } = new URL(address)
  const region = searchParams.get('region') ?? ''
  const parsed = v.safeParse(imagesQuerySchema.entries.region, region)
  if (pathname !== LIST_PATH || !parsed.success) return undefined
  const chosen = known.filter(
    ({ regionId }) => parsed.output === ALL_REGIONS || parsed.output.includes(regionId),
  )
  const count = chosen.reduce((sum, { imageCount }) => sum + (imageCount ?? 0), 0)
  if (count === 0 || count > MAX_IMAGES || !chosen.every(isRead)) return undefined
  const answer = await atHand(catalogue.images({ regions: parsed.output, state: 'current' }))
  if (answer === undefined) return undefined
  const { images, regions, total } = answer satisfies ImagesAnswer
  const first = { region, answer: { images, regions, total } }
  return JSON.stringify(first).length > LONGEST_LIST ? undefined : first
}

/** A region that was never read is read when the page requests it. */
function isRead({ state }: Region): boolean {
  return state === 'fresh' || state === 'stale'
}

/** The value of a result that is ready now; undefined if it is pending or a failure. */
async function atHand<T>(asked: Promise<Result<T>>): Promise<T | undefined> {
  const notYet = new Promise<undefined>((resolve) => setImmediate(resolve, undefined))
  // The page gets the failure when it asks.
  const outcome = await Promise.race([asked.catch(() => undefined), notYet])
  return outcome?.ok === true ? outcome.value : undefined
}
