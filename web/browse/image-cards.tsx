import { ImageCard } from './image-card.tsx'
import type { ResultsProps } from './results.ts'

/** A card for each image. */
export function ImageCards({ images, twins, search, showsRegion, onSelect }: ResultsProps) {
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
