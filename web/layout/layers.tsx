import { lazyComponent } from '../lib/lazy-component.ts'
import { useLayer } from './dialog-store.ts'

const ShortcutHelp = lazyComponent(async () => (await import('../keyboard/shortcut-help.tsx')).ShortcutHelp)
const CommandPalette = lazyComponent(
  async () => (await import('../keyboard/command-palette.tsx')).CommandPalette,
)

/** Loads what the dialogs need. */
export function prepareLayers() {
  ShortcutHelp.preload()
  CommandPalette.preload()
}

/** The place of the dialogs; their code comes with their first use. */
export function Layers() {
  const layer = useLayer(({ layer }) => layer)
  return (
    <>
      {layer === 'help' && <ShortcutHelp.Component />}
      {layer === 'palette' && <CommandPalette.Component />}
    </>
  )
}
