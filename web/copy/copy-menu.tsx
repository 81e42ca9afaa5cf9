import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'

import { visibleName } from '../images/image-name.ts'
import { useMessages } from '../messages/messages.ts'
import type { CopiedImage } from './format-input.ts'

import control from '../ui/control.module.css'
import classes from './copy-button.module.css'

const OpenCopyMenu = lazy(async () => ({ default: (await import('./open-copy-menu.tsx')).OpenCopyMenu }))

/** Every other way to copy an image. A plain button until it is asked: a list of a thousand has a thousand of them. */
export function CopyMenu({ image }: { image: CopiedImage }) {
  const { copy } = useMessages()
  const [isAsked, setAsked] = useState(false)
  const label = copy.more(visibleName(image.imageName), image.regionId)
  const button = (
    <button
      type="button"
      className={`${control.button} ${classes.button}`}
      aria-label={label}
      aria-haspopup="menu"
      data-act="copy-as"
      onClick={() => setAsked(true)}
    >
      <IconDots size={18} aria-hidden="true" />
    </button>
  )
  if (!isAsked) return button
  return (
    <Suspense fallback={button}>
      <OpenCopyMenu image={image} label={label} />
    </Suspense>
  )
}
