import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import { create } from 'zustand'

import type { Image } from '#contract/images.ts'

import { imagesQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { Notice } from '../ui/notice.tsx'
import { parseSharedSelection } from './selection-link.ts'
import {
  clearSelection,
  type SelectedImage,
  selectImages,
  selectionKey,
  useSelection,
} from './selection-store.ts'

import control from '../ui/control.module.css'

type Taken = { found: number; missing: number; before: readonly SelectedImage[] }

/** Takes over the selection of a link, once; what was selected before can be had back. */
export function LinkedSelection() {
  const { selection } = useMessages()
  const taken = useTaken(({ taken }) => taken)
  useTaking()
  if (taken === null) return null
  const { found, missing, before } = taken
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
            useTaken.setState({ taken: null })
          }}
        >
          {selection.restore(before.length)}
        </button>
      )}
    </Notice>
  )
}

const useTaken = create<{ taken: Taken | null }>(() => ({ taken: null }))

function useTaking() {
  const text = new URLSearchParams(useSearch()).get('sel') ?? ''
  const shared = useMemo(() => parseSharedSelection(text), [text])
  const regions = [...new Set(shared.places.map(({ regionId }) => regionId))].sort().join(',')
  const { data: answer } = useQuery({ ...imagesQuery(regions), enabled: regions !== '' })
  const isReady = text !== '' && (regions === '' || answer !== undefined)
  useEffect(() => {
    if (!isReady) return
    useTaken.setState({ taken: take(shared, answer?.images ?? []) })
    const url = new URL(location.href)
    url.searchParams.delete('sel')
    history.replaceState(history.state, '', url)
  }, [isReady, answer, shared])
}

function take({ places, ignored }: ReturnType<typeof parseSharedSelection>, images: readonly Image[]): Taken {
  const known = new Map(images.map((image) => [selectionKey(image), image]))
  const found = places.flatMap((place) => known.get(selectionKey(place)) ?? [])
  const before = [...useSelection.getState().images.values()]
  if (found.length > 0) {
    clearSelection()
    selectImages(found)
  }
  return {
    found: found.length,
    missing: places.length - found.length + ignored.length,
    before: found.length > 0 ? before : [],
  }
}
