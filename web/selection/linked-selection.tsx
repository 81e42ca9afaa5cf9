import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import { create } from 'zustand'

import type { Image } from '#contract/images.ts'

import { imagesQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { Notice } from '../ui/notice.tsx'
import { parseLinkedSelection } from './selection-link.ts'
import {
  clearSelection,
  type SelectedImage,
  selectImages,
  selectionKey,
  useSelection,
} from './selection-store.ts'

import control from '../ui/control.module.css'

type Replaced = { found: number; missing: number; before: readonly SelectedImage[] }

/** Replaces the selection with that of a link, once, and offers to restore the previous one. */
export function LinkedSelection() {
  const { selection } = useMessages()
  const replaced = useReplaced((state) => state.replaced)
  useReplaceSelection()
  if (replaced === null) return null
  const { found, missing, before } = replaced
  return (
    <Notice kind={missing === 0 ? 'info' : 'warning'}>
      {selection.fromLink(found, missing)}
      {before.length > 0 && (
        <button
          type="button"
          className={control.button}
          onClick={() => {
            clearSelection()
            selectImages(before)
            useReplaced.setState({ replaced: null })
          }}
        >
          {selection.restore(before.length)}
        </button>
      )}
    </Notice>
  )
}

/** A store, because the notice stays while the user moves between pages. */
const useReplaced = create<{ replaced: Replaced | null }>(() => ({ replaced: null }))

function useReplaceSelection() {
  const text = new URLSearchParams(useSearch()).get('sel') ?? ''
  const linked = useMemo(() => parseLinkedSelection(text), [text])
  const regions = [...new Set(linked.images.map(({ regionId }) => regionId))].sort().join(',')
  const { data: answer } = useQuery({ ...imagesQuery(regions), enabled: regions !== '' })
  const isReady = text !== '' && (regions === '' || answer !== undefined)
  useEffect(() => {
    if (!isReady) return
    useReplaced.setState({ replaced: replaceSelection(linked, answer?.images ?? []) })
    const url = new URL(location.href)
    url.searchParams.delete('sel')
    history.replaceState(history.state, '', url)
  }, [isReady, answer, linked])
}

function replaceSelection(
  { images, ignored }: ReturnType<typeof parseLinkedSelection>,
  listed: readonly Image[],
): Replaced {
  const known = new Map(listed.map((image) => [selectionKey(image), image]))
  const found = images.flatMap((image) => known.get(selectionKey(image)) ?? [])
  const before = [...useSelection.getState().images.values()]
  if (found.length > 0) {
    clearSelection()
    selectImages(found)
  }
  return {
    found: found.length,
    missing: images.length - found.length + ignored.length,
    before: found.length > 0 ? before : [],
  }
}
