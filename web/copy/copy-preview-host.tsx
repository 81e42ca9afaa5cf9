import { lazy, Suspense } from 'react'

import { useCopyPreview } from './copy-preview.ts'

const CopyPreviewDialog = lazy(async () => ({
  default: (await import('./copy-preview-dialog.tsx')).CopyPreviewDialog,
}))

/** The one place of the preview on the page; its code comes with its first use. */
export function CopyPreviewHost() {
  const preview = useCopyPreview()
  if (preview.images.length === 0) return null
  return (
    <Suspense fallback={null}>
      <CopyPreviewDialog {...preview} />
    </Suspense>
  )
}
