import { useMemo } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'

import { PATHS } from './routes.ts'
import { formatView, type ImageView, parseView, type ViewNotice } from './view.ts'

/** What the URL says of the list. */
export function useView(): { view: ImageView; notices: readonly ViewNotice[] } {
  const search = useSearch()
  return useMemo(() => parseView(search), [search])
}

/**
 * Goes to a view of the list. A choice is a step that the back button takes back (`push`); typing is not (`replace`).
 * Parameters that belong to other parts of the page stay.
 */
export function showView(view: ImageView, step: 'push' | 'replace') {
  const url = PATHS.images + withLanguage(formatView(view))
  if (url === location.pathname + location.search) return
  navigate(url, { replace: step === 'replace' })
}

function withLanguage(query: string): string {
  const language = new URLSearchParams(location.search).get('lang')
  if (language === null) return query
  const parameters = new URLSearchParams({ lang: language })
  return query === '' ? `?${parameters}` : `${query}&${parameters}`
}

/** The same filters on the page where the reader is. */
export function showViewHere(view: ImageView) {
  navigate(location.pathname + withLanguage(formatView(view)))
}
