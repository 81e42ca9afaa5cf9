import { useCallback, useEffect, useRef } from 'react'

import type { Image } from '#contract/images.ts'

import type { Messages } from '../i18n/en.ts'
import { useMessages } from '../i18n/messages.ts'
import { announce } from '../ui/live-region.tsx'
import {
  deselectImages,
  MAX_SELECTED,
  type SelectedImage,
  selectImages,
  selectionKey,
  toggleSelected,
  updateSelected,
  useSelection,
} from './selection-store.ts'

/** Selects one image; with Shift, the range from the last one selected. */
export type OnSelect = (image: SelectedImage, withShift: boolean) => void

/** Returns the images of a range, both ends included, in the order shown. */
export type ImagesBetween = (shown: readonly Image[], from: string | undefined, to: SelectedImage) => Image[]

/**
 * Selection handlers for a list. The handlers are stable, so that selecting an image does not re-render every row.
 * @param shown the images in the order shown; ranges are taken from it.
 * @param known every image in the response; selected images are updated from it, as their names may have changed.
 * @param between finds the images of a range if it is not a slice of `shown`.
 */
export function useListSelection(
  shown: readonly Image[],
  known: readonly Image[] | undefined,
  between: ImagesBetween = imagesBetween,
) {
  const { selection: messages } = useMessages()
  const latest = useRef({ shown, messages, between })
  const anchor = useRef<string>(undefined)
  useEffect(() => {
    latest.current = { shown, messages, between }
  })
  useEffect(() => updateSelected(known ?? []), [known])

  const select: OnSelect = useCallback((image, withShift) => {
    const { shown, messages, between } = latest.current
    const range = withShift ? between(shown, anchor.current, image) : []
    anchor.current = selectionKey(image)
    announceSelection(messages, range.length > 1 ? toggleRange(range, image) : toggleSelected(image))
  }, [])

  const selectAll = useCallback((isSelected: boolean) => {
    const { shown, messages } = latest.current
    if (!isSelected) deselectImages(shown)
    announceSelection(messages, !isSelected || selectImages(shown).leftOut === 0)
  }, [])

  return { select, selectAll }
}

/** Selects or deselects the whole range, as clicking `clicked` alone would. Returns false if the range does not fit. */
function toggleRange(range: readonly Image[], clicked: SelectedImage): boolean {
  if (!useSelection.getState().images.has(selectionKey(clicked))) return selectImages(range).leftOut === 0
  deselectImages(range)
  return true
}

function announceSelection(messages: Messages['selection'], isComplete: boolean) {
  announce(isComplete ? messages.count(useSelection.getState().images.size) : messages.full(MAX_SELECTED))
}

function imagesBetween(shown: readonly Image[], from: string | undefined, to: SelectedImage): Image[] {
  const keys = new Set(keysBetween(shown.map(selectionKey), from, selectionKey(to)))
  return shown.filter((image) => keys.has(selectionKey(image)))
}

/** The keys from `from` to `to`, both included, in list order; only `to` if `from` is not in the list. */
export function keysBetween(keys: readonly string[], from: string | undefined, to: string): string[] {
  const end = keys.indexOf(to)
  if (end === -1) return []
  const start = from === undefined ? -1 : keys.indexOf(from)
  return start === -1 ? [to] : keys.slice(Math.min(start, end), Math.max(start, end) + 1)
}
