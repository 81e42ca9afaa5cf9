import { IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { regionsQuery } from '../../api/queries.ts'
import { CopyButton } from '../../copy/copy-button.tsx'
import { snippetOf } from '../../copy/formats/formats.ts'
import { openDialog } from '../../layout/dialog-store.ts'
import { copyContext } from './copy-context.ts'

import control from '../../ui/control.module.css'
import classes from './matrix.module.css'

/** Copies a row or a column as a region map at once, or shows it first in the forms that there are. */
export function CopyRegionMap(props: {
  /** Gone through when they are copied: a head of each column would go through the whole matrix else. */
  images: () => readonly Image[]
  states: ImagesAnswer['regions']
  /** What it copies, as its accessible name, and that of the other button. */
  label: string
  more: string
  /** Said when the clipboard has it. */
  done: string
  /** Whether Tab leads to it. */
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
          const source = queryClient.getQueryData(regionsQuery().queryKey)?.source ?? 'live'
          return snippetOf('json-map', images(), copyContext(states, source)).text
        }}
        label={label}
        done={done}
        images={images}
        tabIndex={tabIndex}
      />
      <button
        ref={opener}
        type="button"
        className={`${control.button} ${classes.small}`}
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
