import { useCallback, useEffect, useRef } from 'react'

import type { Image } from '#contract/images.ts'

import type { Messages } from '../messages/en.ts'
import { useMessages } from '../messages/messages.ts'
import { announce } from '../ui/announcer.tsx'
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
} from './selection.ts'

/** Selects one image or, with Shift, all from the one chosen before. */
export type OnSelect = (image: SelectedImage, withShift: boolean) => void

/**
 * Selecting in a list; the functions stay the same, so that no row is drawn anew for them.
 * @param shown the images as they stand on screen, for ranges.
 * @param known all images of the answer: what is selected takes over their names.
 */
export function useSelecting(shown: readonly Image[], known: readonly Image[] | undefined) {
  const { selection: words } = useMessages()
  const latest = useRef({ shown, words })
  const anchor = useRef<string>(undefined)
  useEffect(() => {
    latest.current = { shown, words }
  })
  useEffect(() => updateSelected(known ?? []), [known])

  const select: OnSelect = useCallback((image, withShift) => {
    const { shown, words } = latest.current
    const range = withShift ? imagesBetween(shown, anchor.current, image) : []
    anchor.current = selectionKey(image)
    say(words, range.length > 1 ? selectImages(range).leftOut === 0 : toggleSelected(image))
  }, [])

  const selectAll = useCallback((isSelected: boolean) => {
    const { shown, words } = latest.current
    if (!isSelected) deselectImages(shown)
    say(words, !isSelected || selectImages(shown).leftOut === 0)
  }, [])

  return { select, selectAll }
}

function say(words: Messages['selection'], isKept: boolean) {
  announce(isKept ? words.count(useSelection.getState().images.size) : words.full(MOST_SELECTED))
}

function imagesBetween(shown: readonly Image[], from: string | undefined, to: SelectedImage): Image[] {
  const keys = new Set(keysBetween(shown.map(selectionKey), from, selectionKey(to)))
  return shown.filter((image) => keys.has(selectionKey(image)))
}
