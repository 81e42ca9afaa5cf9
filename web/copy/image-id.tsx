import { type ReactNode, useRef } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../i18n/messages.ts'
import { visibleName } from '../image/image-name.ts'
import { CopyButton } from './copy-button.tsx'
import type { CopiedOut } from './last-copy.ts'

import classes from './image-id.module.css'

/** The whole image ID, with its copy button, and after it what else there is to do with it. */
export function IdWithCopy(props: {
  image: CopiedOut & Pick<Image, 'imageName'>
  /** What the image is called here, where its own name does not tell it from others. */
  name?: string
  children?: ReactNode
}) {
  const { image, name = visibleName(image.imageName), children } = props
  const { copy } = useMessages()
  const shown = useRef<HTMLElement>(null)
  return (
    <span className={classes.id}>
      <code ref={shown}>{image.imageId}</code>
      <CopyButton
        text={image.imageId}
        label={copy.copyId(name, image.regionId)}
        done={copy.copiedId(name)}
        shown={shown}
        images={[image]}
      />
      {children}
    </span>
  )
}
