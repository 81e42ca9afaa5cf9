import type { Image } from '#contract/images.ts'

import { normalizedName, visibleName } from './image-name.ts'
import { type Fact, factsOf } from './software-versions.ts'

/** What is compared of an image; its description may not be known yet. */
export type NamedImage = Pick<Image, 'regionId' | 'imageId' | 'imageName' | 'imageType' | 'platform'> &
  Partial<Pick<Image, 'description'>>

/** What tells an image from the others of its name and region; what they all share is left out. */
export type Distinction = {
  /** The shortest end of the ID that no other of them has. */
  idEnd: string
  imageType?: string
  platform?: string
  /** What its description alone names. */
  facts: readonly Fact[]
  /** What its description alone says, where type, platform and facts are the same. */
  words?: string
}

const LEAST_ID_END = 6
const MOST_WORDS = 60

/** The images that share name and region with another one, each with what tells it apart. */
export function sameNamed<T extends NamedImage>(images: readonly T[]): ReadonlyMap<T, Distinction> {
  const groups = Map.groupBy(images, ({ regionId, imageName }) => `${regionId}\n${normalizedName(imageName)}`)
  return new Map([...groups.values()].filter((group) => group.length > 1).flatMap(distinctions))
}

/** The name of an image, with the end of its ID where the name is not enough. */
export function tellingName(imageName: string, distinction: Distinction | undefined): string {
  const name = visibleName(imageName)
  return distinction === undefined ? name : `${name} (…${distinction.idEnd})`
}

function distinctions<T extends NamedImage>(group: readonly T[]): [T, Distinction][] {
  const idEndLength = lengthOfIdEnds(group.map(({ imageId }) => imageId))
  const facts = group.map(({ description = '' }) => factsOf(description))
  const parts = group.map(({ description = '' }) => partsOf(description))
  const ownFacts = ownOf(facts, ({ label, value }) => `${label} ${value}`)
  const ownParts = ownOf(parts, (part) => part)
  const differ = (pick: (image: T) => string) => new Set(group.map(pick)).size > 1
  const typesDiffer = differ(({ imageType }) => imageType)
  const platformsDiffer = differ(({ platform }) => platform)
  const wordsTell = !typesDiffer && !platformsDiffer && ownFacts.every((own) => own.length === 0)
  return group.map((image, index) => [
    image,
    {
      idEnd: image.imageId.slice(-idEndLength),
      ...(typesDiffer && { imageType: image.imageType }),
      ...(platformsDiffer && { platform: image.platform }),
      facts: ownFacts[index] ?? [],
      ...(wordsTell && wordsOf(ownParts[index])),
    },
  ])
}

function lengthOfIdEnds(ids: readonly string[]): number {
  const longest = Math.max(...ids.map(({ length }) => length))
  const count = new Set(ids).size
  let length = Math.min(LEAST_ID_END, longest)
  while (length < longest && new Set(ids.map((id) => id.slice(-length))).size < count) length += 1
  return length
}

/** Of each list what is not in all of them. */
function ownOf<T>(lists: readonly (readonly T[])[], keyOf: (item: T) => string): T[][] {
  const counts = new Map<string, number>()
  for (const list of lists)
    for (const key of new Set(list.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return lists.map((list) => list.filter((item) => counts.get(keyOf(item)) !== lists.length))
}

function partsOf(description: string): string[] {
  return description
    .split(/[,，;；。、!！?？\n]|\. /)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function wordsOf([first]: readonly string[] = []): { words?: string } {
  if (first === undefined) return {}
  return { words: first.length > MOST_WORDS ? `${first.slice(0, MOST_WORDS).trimEnd()}…` : first }
}
