import { type ComponentProps, type ReactNode, useRef } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { visibleName } from '../image/image-name.ts'
import { Highlight } from '../ui/highlight.tsx'
import { CopyButton } from './copy-button.tsx'
import type { CopiedImage } from './formats/format.ts'

import classes from './image-id.module.css'

/** A full image ID with its copy button, followed by any other controls. */
export function ImageId(props: {
  image: CopiedImage
  /** Set if the image's own name is ambiguous. */
  name?: string
  /** The parts of the ID to highlight. */
  ranges?: ComponentProps<typeof Highlight>['ranges']
  /** Every image that has this ID, if there are several. */
  images?: readonly CopiedImage[]
  children?: ReactNode
}) {
  const { image, name = visibleName(image.imageName), ranges = [], images = [image], children } = props
  const { copy } = useMessages()
  const shown = useRef<HTMLElement>(null)
  return (
    <span className={classes.id}>
      <code ref={shown}>
        <Highlight text={image.imageId} ranges={ranges} />
      </code>
      <CopyButton
        text={image.imageId}
        label={copy.copyId(name, image.regionId)}
        done={copy.copiedId(name)}
        shown={shown}
        images={images}
        command="copy-id"
      />
      {children}
    </span>
  )
}
