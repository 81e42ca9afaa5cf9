import { useEffect, useRef, useState } from 'react'

import { type ImageView, parseView } from './image-view.ts'
import { showView } from './use-image-view.ts'

/** The URL is updated when typing pauses: browsers limit how often a page may change its address. */
const PAUSE_MS = 250

/**
 * The search text being typed, and its setter. The URL follows without adding a history entry. When a link or the back
 * button changes the URL, that text wins at once.
 * @param show must keep its identity between renders.
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
      // The URL has the text now. Keeping it here would bring it back when the reader goes back in history.
      if (parseView(location.search).view.search === text) setTyped(null)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, linked.search, show])
  return [text, (next) => setTyped({ text: next, over: linked.search })]
}
