import type { CopiedImage } from './format.ts'
import { byRegion } from './format.ts'

const MAX_NAME_CHARACTERS = 48

/**
 * A unique identifier per image: lower-case letters, digits and underscores, starting with a letter. It ends with the region
 * if the images are from several.
 */
export function identifiersOf(images: readonly CopiedImage[]): string[] {
  const several = byRegion(images).length > 1
  return uniqueIdentifiers(
    images.map(({ imageName, regionId }) =>
      several ? `${identifierPart(imageName)}_${identifierPart(regionId)}` : identifierPart(imageName),
    ),
  )
}

/** A unique identifier per text; repeated ones are numbered from 2. */
export function uniqueIdentifiers(texts: readonly string[]): string[] {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return texts.map((text) => {
    const base = identifierPart(text)
    let count = counts.get(base) ?? 1
    let identifier = count === 1 ? base : `${base}_${count}`
    while (taken.has(identifier)) {
      count += 1
      identifier = `${base}_${count}`
    }
    counts.set(base, count)
    taken.add(identifier)
    return identifier
  })
}

function identifierPart(text: string): string {
  const part = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, MAX_NAME_CHARACTERS)
    .replace(/_$/, '')
  return /^[a-z]/.test(part) ? part : `image${part === '' ? '' : `_${part}`}`
}
