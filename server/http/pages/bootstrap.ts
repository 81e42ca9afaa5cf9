import * as v from 'valibot'

import { imagesQuerySchema, regionsQuerySchema } from '#contract/api.ts'
import type { Bootstrap } from '#contract/bootstrap.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'
import type { Outcome } from '#contract/result.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'

/** The path of the page that shows a list of images. */
const LIST_PATH = '/images'

/** Longer lists come by themselves: the page is on screen before them. In UTF-16 code units of JSON. */
const LONGEST_LIST = 256 * 1024
/** More images than this are never shorter, so that they need not be written out to know. */
const MOST_IMAGES = LONGEST_LIST / 200

/**
 * Answers the first questions of the page at this address, without waiting for anything. Starts no more than the page
 * itself would by asking: the first reading of the regions, and a new reading of a list that is stale.
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
  if (count === 0 || count > MOST_IMAGES || !chosen.every(isRead)) return undefined
  const answer = await atHand(catalogue.images({ regions: parsed.output, state: 'current' }))
  if (answer === undefined) return undefined
  const { images, regions, total } = answer satisfies ImagesAnswer
  const first = { region, answer: { images, regions, total } }
  return JSON.stringify(first).length > LONGEST_LIST ? undefined : first
}

/** What nobody has read yet is fetched when the page asks for it. */
function isRead({ state }: Region): boolean {
  return state === 'fresh' || state === 'stale'
}

/** The value of an answer that is there already; undefined where it has to be waited for, and where there is none. */
async function atHand<T>(asked: Promise<Outcome<T>>): Promise<T | undefined> {
  const notYet = new Promise<undefined>((resolve) => setImmediate(resolve, undefined))
  // A failure is told to the page when it asks.
  const outcome = await Promise.race([asked.catch(() => undefined), notYet])
  return outcome?.ok === true ? outcome.value : undefined
}
