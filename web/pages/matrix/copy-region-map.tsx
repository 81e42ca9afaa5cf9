import { IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { CopyButton } from '../../copy/copy-button.tsx'
import { copyContext } from '../../copy/copy-context.ts'
import { snippetOf } from '../../copy/formats/formats.ts'
import { openDialog } from '../../layout/dialog-store.ts'

import control from '../../ui/control.module.css'
import classes from './copy-region-map.module.css'

/** Copies a row or a column as a JSON map by region. The second button opens the copy dialog with other formats. */
export function CopyRegionMap(props: {
  /** Called on click, because collecting the images of every header would walk the whole matrix. */
  images: () => readonly Image[]
  states: ImagesAnswer['regions']
  /** The accessible names of the two buttons. */
  label: string
  more: string
  /** Announced after a successful copy. */
  done: string
  /** Whether it is in the tab order. */
  isActive: boolean
}) {
  const { images, states, label, more, done, isActive } = props
  const queryClient = useQueryClient()
  const opener = useRef<HTMLButtonElement>(null)
  const tabIndex = isActive ? 0 : -1
  return (
    <span className={classes.copy}>
      <CopyButton
        text={() => {
          const copied = images()
          const asOf = Object.entries(states).map(
            ([regionId, { fetchedAt }]) => [regionId, fetchedAt] as const,
          )
          return snippetOf('json-map', copied, copyContext(queryClient, copied, Object.fromEntries(asOf)))
            .text
        }}
        label={label}
        done={done}
        images={images}
        tabIndex={tabIndex}
      />
      <button
        ref={opener}
        type="button"
        className={`${control.button} ${classes.more}`}
        aria-label={more}
        aria-haspopup="dialog"
        tabIndex={tabIndex}
        onClick={() => openDialog({ kind: 'copy', images: images(), format: 'region-map' }, opener.current)}
      >
        <IconDots size={18} aria-hidden="true" />
      </button>
    </span>
  )
}
