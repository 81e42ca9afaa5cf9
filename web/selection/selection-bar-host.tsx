import { lazyComponent } from '../lib/lazy-component.ts'
import { useSelection } from './selection-store.ts'

const SelectionBar = lazyComponent(async () => (await import('./selection-bar.tsx')).SelectionBar)

/** Loads what can be done with a selection. */
export const prepareSelectionBar = SelectionBar.preload

/** The place of what can be done with the selection; its code comes with the first image that is selected. */
export function SelectionBarHost() {
  const isEmpty = useSelection(({ images }) => images.size === 0)
  return isEmpty ? null : <SelectionBar.Component />
}
