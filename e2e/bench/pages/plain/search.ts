import type { Listed } from './listed.ts'

/** What is asked for; empty texts ask for everything. */
export type Wish = { query: string; type: string; platform: string }

/** Filters one list again and again; texts are lower-cased once, and a longer query looks only at the shorter one's finds. */
export function createSearch(images: readonly Listed[]): (wish: Wish) => readonly Listed[] {
  const texts = new Map(images.map((image) => [image, textOf(image)]))
  const finds = new Map<string, readonly Listed[]>()

  function find(query: string): readonly Listed[] {
    if (query === '') return images
    const known = finds.get(query)
    if (known !== undefined) return known
    const found = find(query.slice(0, -1)).filter((image) => texts.get(image)?.includes(query) === true)
    finds.set(query, found)
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
