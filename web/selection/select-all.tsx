import type { Image } from '#contract/images.ts'

import { useMessages } from '../messages/messages.ts'
import { selectedPart } from './selection-range.ts'
import { selectionKey, useSelection } from './selection.ts'

import classes from './select-box.module.css'

/** Selects every image of a list, or takes them all out. */
export function SelectAll(props: {
  images: readonly Image[]
  onSelectAll: (isSelected: boolean) => void
  caption?: string
}) {
  const { images, onSelectAll, caption } = props
  const { selection } = useMessages()
  const selected = useSelection(({ images }) => images)
  const keys = images.map(selectionKey)
  const part = selectedPart(keys, selected)
  const count = keys.filter((key) => selected.has(key)).length
  return (
    <label className={classes.all}>
      <input
        type="checkbox"
        className={classes.box}
        data-act="select-all"
        aria-label={selection.selectAll(keys.length, count)}
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
