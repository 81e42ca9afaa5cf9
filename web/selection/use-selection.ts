import { useCallback, useEffect, useRef } from 'react'

import type { Image } from '#contract/images.ts'

import type { Messages } from '../i18n/en.ts'
import { useMessages } from '../i18n/messages.ts'
import { announce } from '../ui/live-region.tsx'
import { keysBetween } from './selection-range.ts'
import {
  deselectImages,
  MOST_SELECTED,
  type SelectedImage,
  selectImages,
  selectionKey,
  toggleSelected,
  updateSelected,
  useSelection,
} from './selection-store.ts'

/** Selects one image or, with Shift, all from the one chosen before. */
export type OnSelect = (image: SelectedImage, withShift: boolean) => void

/** The images from the one with a key to another one, as they stand on screen. */
export type ImagesBetween = (shown: readonly Image[], from: string | undefined, to: SelectedImage) => Image[]

/**
 * Selecting in a list; the functions stay the same, so that no row is drawn anew for them.
 * @param shown the images as they stand on screen, for ranges.
 * @param known all images of the answer: what is selected takes over their names.
 * @param between what a range holds, where it is not a run of `shown`.
 */
export function useSelecting(
  shown: readonly Image[],
  known: readonly Image[] | undefined,
  between: ImagesBetween = imagesBetween,
) {
  const { selection: words } = useMessages()
  const latest = useRef({ shown, words, between })
  const anchor = useRef<string>(undefined)
  useEffect(() => {
    latest.current = { shown, words, between }
  })
  useEffect(() => updateSelected(known ?? []), [known])

  const select: OnSelect = useCallback((image, withShift) => {
    const { shown, words, between } = latest.current
    const range = withShift ? between(shown, anchor.current, image) : []
    anchor.current = selectionKey(image)
    say(words, range.length > 1 ? toggleRange(range, image) : toggleSelected(image))
  }, [])

  const selectAll = useCallback((isSelected: boolean) => {
    const { shown, words } = latest.current
    if (!isSelected) deselectImages(shown)
    say(words, !isSelected || selectImages(shown).leftOut === 0)
  }, [])

  return { select, selectAll }
}

/** All of a range become what the image chosen last becomes. Returns false where not all of it fits. */
function toggleRange(range: readonly Image[], chosen: SelectedImage): boolean {
  if (!useSelection.getState().images.has(selectionKey(chosen))) return selectImages(range).leftOut === 0
  deselectImages(range)
  return true
}

function say(words: Messages['selection'], isKept: boolean) {
  announce(isKept ? words.count(useSelection.getState().images.size) : words.full(MOST_SELECTED))
}

function imagesBetween(shown: readonly Image[], from: string | undefined, to: SelectedImage): Image[] {
  const keys = new Set(keysBetween(shown.map(selectionKey), from, selectionKey(to)))
  return shown.filter((image) => keys.has(selectionKey(image)))
}
