import { lazy, Suspense } from 'react'

import { useLayer } from './layer.ts'

const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }))
const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))

/** The place of the dialogs; their code comes with their first use. */
export function Layers() {
  const layer = useLayer(({ layer }) => layer)
  return (
    <Suspense fallback={null}>
      {layer === 'help' && <ShortcutHelp />}
      {layer === 'palette' && <CommandPalette />}
    </Suspense>
  )
}
