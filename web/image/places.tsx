import type { Image } from '#contract/images.ts'

import { imageUrl } from '../location/routes.ts'
import { useMessages } from '../messages/messages.ts'

import classes from './image-page.module.css'

/** Where else an image is, or was. */
export function Places({ title, images }: { title: string; images: readonly Image[] }) {
  const { lookup } = useMessages()
  if (images.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul className={classes.list}>
        {images.map((image) => (
          <li key={`${image.regionId} ${image.imageId}`}>
            <a href={imageUrl(image.regionId, image.imageId)}>{image.regionId}</a>
            <code>{image.imageId}</code>
            {image.state === 'gone' && <strong>{lookup.gone}</strong>}
          </li>
        ))}
      </ul>
    </section>
  )
}
