import { lazyComponent } from '../lib/lazy-component.ts'
import { useCopyPreview } from './copy-dialog-store.ts'

const CopyPreviewDialog = lazyComponent(async () => (await import('./copy-dialog.tsx')).CopyPreviewDialog)

/** Loads what the preview needs. */
export const prepareCopyPreview = CopyPreviewDialog.preload

/** The one place of the preview on the page; its code comes with its first use. */
export function CopyPreviewHost() {
  const preview = useCopyPreview()
  return preview.images.length === 0 ? null : <CopyPreviewDialog.Component {...preview} />
}
