import { lazy, Suspense } from 'react'
import { create } from 'zustand'

const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }))

/** The dialog that a shortcut has opened, if any. */
export const useLayer = create<{ layer: 'help' | null; opener: Element | null }>(() => ({
  layer: null,
  opener: null,
}))

/** Opens a dialog; what has the focus gets it back. */
export function openLayer(layer: 'help') {
  useLayer.setState({ layer, opener: document.activeElement })
}

/** Closes the dialog. */
export function closeLayer() {
  const { opener } = useLayer.getState()
  useLayer.setState({ layer: null, opener: null })
  requestAnimationFrame(() => {
    if (opener instanceof HTMLElement) opener.focus()
  })
}

/** The place of the dialogs; their code comes with their first use. */
export function Layers() {
  const layer = useLayer(({ layer }) => layer)
  return <Suspense fallback={null}>{layer === 'help' && <ShortcutHelp />}</Suspense>
}
