import type { ReactElement } from 'react'

import type { Image } from '#contract/images.ts'

import { ImageCard } from './image-card.tsx'
import type { ResultsProps } from './results.ts'

/** A card for each of the images. All of a list belong into one array: a card that moves in it stays the same, and keeps the focus. */
export function imageCards(images: readonly Image[], props: ResultsProps): ReactElement[] {
  const { twins, search, showsRegion, onSelect } = props
  return images.map((image) => (
    <ImageCard
      key={`${image.regionId} ${image.imageId}`}
      image={image}
      search={search}
      distinction={twins.get(image)}
      showsRegion={showsRegion}
      onSelect={onSelect}
    />
  ))
}
