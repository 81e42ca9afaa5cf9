import { visibleName } from '../images/image-name.ts'
import { useMessages } from '../messages/messages.ts'
import { type SelectedImage, selectionKey, useSelection } from './selection.ts'
import type { OnSelect } from './use-selecting.ts'

import classes from './select-box.module.css'

/** Selects an image; with Shift, all from the one chosen before. */
export function SelectBox(props: {
  image: SelectedImage
  onSelect: OnSelect
  /** Where something else decides which controls Tab leads to. */
  tabIndex?: number
}) {
  const { image, onSelect, tabIndex } = props
  const { browse } = useMessages()
  const isSelected = useSelection(({ images }) => images.has(selectionKey(image)))
  return (
    <input
      type="checkbox"
      className={classes.box}
      data-act="select"
      aria-label={browse.select(visibleName(image.imageName), image.regionId)}
      checked={isSelected}
      tabIndex={tabIndex}
      onChange={({ nativeEvent }) =>
        onSelect(image, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
      }
    />
  )
}
