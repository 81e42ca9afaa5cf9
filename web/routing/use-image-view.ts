import { useMemo } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'

import { formatView, type ImageView, parseView, type ViewNotice } from './image-view.ts'

export function useImageView(): { view: ImageView; notices: readonly ViewNotice[] } {
  const search = useSearch()
  return useMemo(() => parseView(search), [search])
}

/**
 * Navigates to a view of the list. A choice can be undone with the back button (`push`); typing cannot (`replace`).
 * Parameters of other parts of the page stay.
 */
export function showView(view: ImageView, step: 'push' | 'replace') {
  const url = PAGE_PATHS.images + withSticky(formatView(view))
  if (url === location.pathname + location.search) return
  navigate(url, { replace: step === 'replace' })
}

/** Parameters that survive navigation: the language and copy format of a link. */
const STICKY = new Set(['lang', 'as'])

/** Other pages than the list have a `cols` of their own. */
const STICKY_ELSEWHERE = new Set([...STICKY, 'cols'])

function withSticky(query: string, names: ReadonlySet<string> = STICKY): string {
  const parameters = new URLSearchParams(query)
  const sticky = [...new URLSearchParams(location.search)].filter(([name]) => names.has(name))
  if (sticky.length === 0) return query
  for (const [name, value] of sticky) parameters.set(name, value)
  return `?${parameters.toString().replaceAll('%2C', ',')}`
}

/** Applies the filters of a view on the current page. */
export function showViewHere(view: ImageView, step: 'push' | 'replace') {
  navigate(location.pathname + withSticky(formatView(view), STICKY_ELSEWHERE), {
    replace: step === 'replace',
  })
}
