import { onDemand } from '../api/on-demand.ts'
import { useLayer } from './layer.ts'

const ShortcutHelp = onDemand(async () => (await import('./shortcut-help.tsx')).ShortcutHelp)
const CommandPalette = onDemand(async () => (await import('./command-palette.tsx')).CommandPalette)

/** Loads what the dialogs need. */
export function prepareLayers() {
  ShortcutHelp.prepare()
  CommandPalette.prepare()
}

/** The place of the dialogs; their code comes with their first use. */
export function Layers() {
  const layer = useLayer(({ layer }) => layer)
  return (
    <>
      {layer === 'help' && <ShortcutHelp.Part />}
      {layer === 'palette' && <CommandPalette.Part />}
    </>
  )
}
