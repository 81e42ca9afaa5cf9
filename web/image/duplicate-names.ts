import type { Image } from '#contract/images.ts'

import { normalizedName, visibleName } from './image-name.ts'
import { type SoftwareVersion, softwareVersions } from './software-versions.ts'

/** The fields that are compared; the description may not be loaded yet. */
export type NamedImage = Pick<Image, 'regionId' | 'imageId' | 'imageName' | 'imageType' | 'platform'> &
  Partial<Pick<Image, 'description'>>

/** How an image differs from the others of the same name and region. */
export type NameDifference = {
  /** The shortest suffix that is unique among their IDs. */
  idSuffix: string
  imageType?: string
  platform?: string
  /** Versions that only its description names. */
  versions: readonly SoftwareVersion[]
  /** A phrase of its description, if type, platform and versions are the same. */
  phrase?: string
}

const MIN_ID_SUFFIX = 6
const MAX_PHRASE_LENGTH = 60

/** The images that share name and region with another one, and how each differs from the others. */
export function findDuplicateNames<T extends NamedImage>(
  images: readonly T[],
): ReadonlyMap<T, NameDifference> {
  const groups = Map.groupBy(images, ({ regionId, imageName }) => `${regionId}\n${normalizedName(imageName)}`)
  return new Map([...groups.values()].filter((group) => group.length > 1).flatMap(differences))
}

/** The name of an image, with the end of its ID if the name is not unique. */
export function uniqueName(imageName: string, difference: NameDifference | undefined): string {
  const name = visibleName(imageName)
  return difference === undefined ? name : `${name} (…${difference.idSuffix})`
}

function differences<T extends NamedImage>(group: readonly T[]): [T, NameDifference][] {
  const suffixLength = idSuffixLength(group.map(({ imageId }) => imageId))
  const versions = group.map(({ description = '' }) => softwareVersions(description))
  const phrases = group.map(({ description = '' }) => phrasesOf(description))
  const ownVersions = withoutShared(versions, ({ label, value }) => `${label} ${value}`)
  const ownPhrases = withoutShared(phrases, (phrase) => phrase)
  const differIn = (field: (image: T) => string) => new Set(group.map(field)).size > 1
  const typesDiffer = differIn(({ imageType }) => imageType)
  const platformsDiffer = differIn(({ platform }) => platform)
  const needsPhrase = !typesDiffer && !platformsDiffer && ownVersions.every((own) => own.length === 0)
  return group.map((image, index) => [
    image,
    {
      idSuffix: image.imageId.slice(-suffixLength),
      ...(typesDiffer && { imageType: image.imageType }),
      ...(platformsDiffer && { platform: image.platform }),
      versions: ownVersions[index] ?? [],
      ...(needsPhrase && firstPhrase(ownPhrases[index])),
    },
  ])
}

function idSuffixLength(ids: readonly string[]): number {
  const longest = Math.max(...ids.map(({ length }) => length))
  const count = new Set(ids).size
  let length = Math.min(MIN_ID_SUFFIX, longest)
  while (length < longest && new Set(ids.map((id) => id.slice(-length))).size < count) length += 1
  return length
}

/** Removes from each list the items that are in all of them. */
function withoutShared<T>(lists: readonly (readonly T[])[], keyOf: (item: T) => string): T[][] {
  const counts = new Map<string, number>()
  for (const list of lists)
    for (const key of new Set(list.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1)
  return lists.map((list) => list.filter((item) => counts.get(keyOf(item)) !== lists.length))
}

function phrasesOf(description: string): string[] {
  return description
    .split(/[,，;；。、!！?？\n]|\. /)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
}

function firstPhrase([first]: readonly string[] = []): { phrase?: string } {
  if (first === undefined) return {}
  return {
    phrase: first.length > MAX_PHRASE_LENGTH ? `${first.slice(0, MAX_PHRASE_LENGTH).trimEnd()}…` : first,
  }
}
