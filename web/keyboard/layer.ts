import { create } from 'zustand'

/** The dialogs that shortcuts open. */
export type Layer = 'help' | 'palette'

/** The dialog that is open, if any, and what takes the focus back. */
export const useLayer = create<{ layer: Layer | null; opener: Element | null }>(() => ({
  layer: null,
  opener: null,
}))

/** Opens a dialog; what has the focus gets it back. */
export function openLayer(layer: Layer) {
  useLayer.setState({ layer, opener: document.activeElement })
}

/** Closes the dialog. */
export function closeLayer() {
  const { opener } = useLayer.getState()
  useLayer.setState({ layer: null, opener: null })
  requestAnimationFrame(() => {
    if (opener instanceof HTMLElement && useLayer.getState().layer === null) opener.focus()
  })
}
