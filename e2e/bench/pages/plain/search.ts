import type { Listed } from './listed.ts'

/** Search criteria; an empty string matches everything. */
export type Criteria = { query: string; type: string; platform: string }

/** Returns a filter of one list. It lower-cases texts once, and narrows down the results of the shorter query. */
export function createSearch(images: readonly Listed[]): (criteria: Criteria) => readonly Listed[] {
  const texts = new Map(images.map((image) => [image, textOf(image)]))
  const results = new Map<string, readonly Listed[]>()

  function find(query: string): readonly Listed[] {
    if (query === '') return images
    const known = results.get(query)
    if (known !== undefined) return known
    const found = find(query.slice(0, -1)).filter((image) => texts.get(image)?.includes(query) === true)
    results.set(query, found)
    return found
  }

  return ({ query, type, platform }) => {
    const found = find(query.trim().toLowerCase())
    if (type === '' && platform === '') return found
    return found.filter(
      (image) =>
        (type === '' || image.imageType === type) && (platform === '' || image.platform === platform),
    )
  }
}

function textOf({ imageName, imageId, description }: Listed): string {
  return `${imageName}\n${imageId}\n${description}`.toLowerCase()
}
