import { useState } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { lazyComponent } from '../lib/lazy-component.ts'
import { Icon } from '../ui/icon.tsx'
import type { CopiedImage } from './formats/format.ts'

import control from '../ui/control.module.css'
import classes from './copy-button.module.css'

const OpenCopyMenu = lazyComponent(async () => (await import('./copy-menu-dropdown.tsx')).OpenCopyMenu)

export const preloadCopyMenu = OpenCopyMenu.preload

/** More ways to copy an image. A plain button until clicked, because a long list has a thousand of them. */
export function CopyMenu({ image, name }: { image: CopiedImage; name: string }) {
  const { copy } = useMessages()
  const [isOpened, setOpened] = useState(false)
  const label = copy.more(name, image.regionId)
  if (isOpened) return <OpenCopyMenu.Component image={image} name={name} label={label} />
  return (
    <button
      type="button"
      className={`${control.button} ${classes.button}`}
      aria-label={label}
      aria-haspopup="menu"
      data-command="copy-as"
      onPointerEnter={preloadCopyMenu}
      onFocus={preloadCopyMenu}
      onClick={() => OpenCopyMenu.whenLoaded(() => setOpened(true))}
    >
      <Icon name="dots" />
    </button>
  )
}
