import { useEffect } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import { create } from 'zustand'

import { lazyComponent } from '../lib/lazy-component.ts'

const SharedSelection = lazyComponent(async () => (await import('./linked-selection.tsx')).SharedSelection)
/** Whether a link has brought a selection; the address loses it as soon as it is taken over. */
const useBrought = create(() => ({ isBrought: false }))

/** The place of what says that a link brought a selection; its code comes with such a link. */
export function SharedSelectionHost() {
  const isInAddress = new URLSearchParams(useSearch()).has('sel')
  const isBrought = useBrought((brought) => brought.isBrought)
  useEffect(() => {
    if (isInAddress) useBrought.setState({ isBrought: true })
  }, [isInAddress])
  return isBrought ? <SharedSelection.Component /> : null
}
