import { useMemo } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../i18n/messages.ts'
import { type NameDifference, uniqueName } from '../image/duplicate-names.ts'
import { selectedCount, type SelectedImage, selectionKey, useSelection } from './selection-store.ts'
import type { OnSelect } from './use-selection.ts'

import classes from './select-checkbox.module.css'

/** Selects an image; with Shift, the range from the last one selected. */
export function SelectCheckbox(props: {
  image: SelectedImage
  onSelect: OnSelect
  /** Set if another image in the region has the same name. */
  difference?: NameDifference | undefined
  /** For lists that manage focus themselves. */
  tabIndex?: number
}) {
  const { image, onSelect, difference, tabIndex } = props
  const { browse } = useMessages()
  const isSelected = useSelection(({ images }) => images.has(selectionKey(image)))
  return (
    <input
      type="checkbox"
      className={classes.box}
      data-command="select"
      aria-label={browse.select(uniqueName(image.imageName, difference), image.regionId)}
      checked={isSelected}
      tabIndex={tabIndex}
      onChange={({ nativeEvent }) =>
        onSelect(image, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
      }
    />
  )
}

/** Selects or deselects every image in a list. */
export function SelectAllCheckbox(props: {
  images: readonly Image[]
  onSelectAll: (isSelected: boolean) => void
  caption?: string
}) {
  const { images, onSelectAll, caption } = props
  const { selection } = useMessages()
  const selected = useSelection(({ images }) => images)
  const count = useMemo(() => selectedCount(images, selected), [images, selected])
  return (
    <label className={classes.all}>
      <input
        type="checkbox"
        className={classes.box}
        data-command="select-all"
        aria-label={selection.selectAll(images.length, count)}
        checked={count > 0 && count === images.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && count < images.length
        }}
        onChange={({ currentTarget }) => onSelectAll(currentTarget.checked)}
      />
      {caption !== undefined && <span aria-hidden="true">{caption}</span>}
    </label>
  )
}
