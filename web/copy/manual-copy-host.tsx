import { lazyComponent } from '../lib/lazy-component.ts'
import { useCopyByHand } from './manual-copy.ts'

const CopyByHandDialog = lazyComponent(
  async () => (await import('./manual-copy-dialog.tsx')).CopyByHandDialog,
)

/** Loads what shows a text that the clipboard refused. */
export const prepareCopyByHand = CopyByHandDialog.preload

/** The one place of a text that the clipboard refused; its code comes with its first use. */
export function CopyByHandHost() {
  const { text, opener } = useCopyByHand()
  return text === null ? null : <CopyByHandDialog.Component text={text} opener={opener} />
}
