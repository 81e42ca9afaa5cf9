import { useMemo } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'

import { formatView, type ImageView, parseView, type ViewNotice } from './image-view.ts'

/** What the URL says of the list. */
export function useImageView(): { view: ImageView; notices: readonly ViewNotice[] } {
  const search = useSearch()
  return useMemo(() => parseView(search), [search])
}

/**
 * Goes to a view of the list. A choice is a step that the back button takes back (`push`); typing is not (`replace`).
 * Parameters that belong to other parts of the page stay.
 */
export function showView(view: ImageView, step: 'push' | 'replace') {
  const url = PAGE_PATHS.images + withKept(formatView(view))
  if (url === location.pathname + location.search) return
  navigate(url, { replace: step === 'replace' })
}

/** Parameters that stay whatever is looked at: the language and the copy form of a link. */
const KEPT = new Set(['lang', 'as'])

/** On pages other than the list, `cols` means columns of theirs. */
const KEPT_ELSEWHERE = new Set([...KEPT, 'cols'])

function withKept(query: string, keeps: ReadonlySet<string> = KEPT): string {
  const parameters = new URLSearchParams(query)
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => keeps.has(name))
  if (kept.length === 0) return query
  for (const [name, value] of kept) parameters.set(name, value)
  return `?${parameters.toString().replaceAll('%2C', ',')}`
}

/** The same filters on the page where the reader is. */
export function showViewHere(view: ImageView, step: 'push' | 'replace') {
  navigate(location.pathname + withKept(formatView(view), KEPT_ELSEWHERE), { replace: step === 'replace' })
}
