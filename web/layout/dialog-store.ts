import { create } from 'zustand'

/** The dialogs that shortcuts open. */
export type Layer = 'help' | 'palette'

type LayerState = {
  layer: Layer | null
  /** What takes the focus back. */
  opener: Element | null
  /** What was typed before the dialog was there. */
  typedAhead: string
}

const CLOSED: LayerState = { layer: null, opener: null, typedAhead: '' }

/** The dialog that is open, if any. */
export const useLayer = create<LayerState>(() => CLOSED)

/** Opens a dialog; what has the focus gets it back. */
export function openLayer(layer: Layer) {
  useLayer.setState({ layer, opener: document.activeElement, typedAhead: '' })
}

/** Takes a key that is meant for a dialog whose code is still on its way; false where none is. */
export function takeAhead({ key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean {
  const { layer, typedAhead } = useLayer.getState()
  if (layer === null || ctrlKey || altKey || metaKey || isComposing) return false
  if (key === 'Escape') closeLayer()
  if (key.length === 1) useLayer.setState({ typedAhead: typedAhead + key })
  return key.length === 1 || key === 'Escape' || key === 'Enter'
}

/** Closes the dialog. */
export function closeLayer() {
  const { opener } = useLayer.getState()
  useLayer.setState(CLOSED)
  requestAnimationFrame(() => {
    if (opener instanceof HTMLElement && useLayer.getState().layer === null) opener.focus()
  })
}
