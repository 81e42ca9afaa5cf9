import type { Image } from '#contract/images.ts'

import { IdWithCopy } from '../../copy/image-id.tsx'
import { imageUrl } from '../../routing/routes.ts'
import { useLookupMessages } from '../lookup/lookup-messages.ts'
import { useImageMessages } from './image-messages.ts'

import classes from './image-page.module.css'

/** Where else this ID is, or was. */
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

/** The regions of an ID, each with the way to what is known of it there. */
export function RegionLinks({ images }: { images: readonly Image[] }) {
  const lookup = useLookupMessages()
  return (
    <ul className={classes.places}>
      {images.map(({ regionId, imageId, state }) => (
        <li key={regionId}>
          <a href={imageUrl(regionId, imageId)}>{regionId}</a>
          {state === 'gone' && <strong> {lookup.states.gone}</strong>}
        </li>
      ))}
    </ul>
  )
}

/** What carries this name elsewhere, under another ID. */
export function SameNamed({ images }: { images: readonly Image[] }) {
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
            <IdWithCopy image={image} />
            {image.state === 'gone' && <strong>{lookup.states.gone}</strong>}
          </li>
        ))}
      </ul>
    </section>
  )
}
