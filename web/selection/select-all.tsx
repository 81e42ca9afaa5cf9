import { useMemo } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../i18n/messages.ts'
import { selectedCount, useSelection } from './selection-store.ts'

import classes from './select-checkbox.module.css'

/** Selects every image of a list, or takes them all out. */
export function SelectAll(props: {
  images: readonly Image[]
  onSelectAll: (isSelected: boolean) => void
  caption?: string
}) {
  const { images, onSelectAll, caption } = props
  const { selection } = useMessages()
  const selected = useSelection(({ images }) => images)
  const count = useMemo(() => selectedCount(images, selected), [images, selected])
  const part = count === 0 ? 'none' : count === images.length ? 'all' : 'some'
  return (
    <label className={classes.all}>
      <input
        type="checkbox"
        className={classes.box}
        data-act="select-all"
        aria-label={selection.selectAll(images.length, count)}
        checked={part === 'all'}
        ref={(box) => {
          if (box !== null) box.indeterminate = part === 'some'
        }}
        onChange={({ currentTarget }) => onSelectAll(currentTarget.checked)}
      />
      {caption !== undefined && <span aria-hidden="true">{caption}</span>}
    </label>
  )
}
