import type { Image } from '#contract/images.ts'

import { ImageId } from '../../copy/image-id.tsx'
import { imageUrl } from '../../routing/routes.ts'
import { useImageMessages, useLookupMessages } from './image-messages.ts'

import classes from './image-page.module.css'

/** The other regions that have, or had, this ID. */
export function OtherRegions({ images }: { images: readonly Image[] }) {
  const text = useImageMessages()
  if (images.length === 0) return null
  return (
    <section>
      <h2>{text.elsewhere}</h2>
      <RegionLinks images={images} />
    </section>
  )
}

/** The regions of an ID, each linked to the image's page in that region. */
export function RegionLinks({ images }: { images: readonly Image[] }) {
  const lookup = useLookupMessages()
  return (
    <ul className={classes.regions}>
      {images.map(({ regionId, imageId, state }) => (
        <li key={regionId}>
          <a href={imageUrl(regionId, imageId)}>{regionId}</a>
          {state === 'gone' && <strong> {lookup.states.gone}</strong>}
        </li>
      ))}
    </ul>
  )
}

/** Images in other regions with the same name but another ID. */
export function SameNameElsewhere({ images }: { images: readonly Image[] }) {
  const text = useImageMessages()
  const lookup = useLookupMessages()
  if (images.length === 0) return null
  return (
    <section>
      <h2>{text.sameName}</h2>
      <ul className={classes.list}>
        {images.map((image) => (
          <li key={`${image.regionId} ${image.imageId}`}>
            <a href={imageUrl(image.regionId, image.imageId)}>{image.regionId}</a>
            <ImageId image={image} />
            {image.state === 'gone' && <strong>{lookup.states.gone}</strong>}
          </li>
        ))}
      </ul>
    </section>
  )
}
