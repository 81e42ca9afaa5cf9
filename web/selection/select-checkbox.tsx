import { useMessages } from '../i18n/messages.ts'
import { type Distinction, tellingName } from '../image/duplicate-names.ts'
import { type SelectedImage, selectionKey, useSelection } from './selection-store.ts'
import type { OnSelect } from './use-selection.ts'

import classes from './select-checkbox.module.css'

/** Selects an image; with Shift, all from the one chosen before. */
export function SelectBox(props: {
  image: SelectedImage
  onSelect: OnSelect
  /** Where another image of the region has the same name. */
  distinction?: Distinction | undefined
  /** Where something else decides which controls Tab leads to. */
  tabIndex?: number
}) {
  const { image, onSelect, distinction, tabIndex } = props
  const { browse } = useMessages()
  const isSelected = useSelection(({ images }) => images.has(selectionKey(image)))
  return (
    <input
      type="checkbox"
      className={classes.box}
      data-act="select"
      aria-label={browse.select(tellingName(image.imageName, distinction), image.regionId)}
      checked={isSelected}
      tabIndex={tabIndex}
      onChange={({ nativeEvent }) =>
        onSelect(image, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
      }
    />
  )
}
