import { useEffect, useRef, useState } from 'react'

import { type ImageView, parseView } from './image-view.ts'
import { showView } from './use-image-view.ts'

/** Typing reaches the URL when it pauses: browsers limit how often a page may change its address. */
const PAUSE_MS = 250

/**
 * The search text as it is being typed, and what takes a new one. The URL follows, without a step of history; whatever
 * the URL says otherwise, by a link or the back button, counts at once.
 * @param show shows a view; it stays the same.
 */
export function useDebouncedSearch(
  linked: ImageView,
  show: typeof showView = showView,
): [typed: string, type: (text: string) => void] {
  const [typed, setTyped] = useState<{ text: string; over: string } | null>(null)
  const latest = useRef(linked)
  useEffect(() => {
    latest.current = linked
  })
  const text = typed !== null && typed.over === linked.search ? typed.text : linked.search
  useEffect(() => {
    if (text === linked.search) return undefined
    const timer = setTimeout(() => {
      show({ ...latest.current, search: text }, 'replace')
      // What has reached the URL is the URL's: it must not come back when that goes back to what it was before.
      if (parseView(location.search).view.search === text) setTyped(null)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, linked.search, show])
  return [text, (next) => setTyped({ text: next, over: linked.search })]
}
