import { create } from 'zustand'

import type { CopiedImage } from './formats/format.ts'
import type { CopyFormatId } from './formats/formats.ts'

/** What the preview shows; no images, no preview. */
export type CopyPreview = {
  images: readonly CopiedImage[]
  formatId: CopyFormatId
  /** What takes the focus back at the end. */
  opener: HTMLElement | null
}

export const useCopyPreview = create<CopyPreview>(() => ({ images: [], formatId: 'id', opener: null }))

/** Ends the preview. */
export function closeCopyPreview() {
  useCopyPreview.setState({ images: [] })
}
