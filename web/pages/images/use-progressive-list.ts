import { startTransition, useEffect, useState } from 'react'

import { isRestoringScroll } from '../../routing/scroll-restoration.tsx'

/** When a list has been unchanged for this long, all of it is rendered, so that the browser's own search finds it. */
const SETTLE_MS = 400

/**
 * Renders the cards that fill the screen first and the rest once the list settles, so that neither typing nor changing
 * regions waits for cards that nobody has looked at.
 * @param first how many cards fill the screen
 */
export function useProgressiveList<T>(list: readonly T[], first: number): readonly T[] {
  const [settled, setSettled] = useState<readonly T[]>()
  const isReading = useIsReading()
  useEffect(() => {
    if (settled === list) return undefined
    const timer = setTimeout(() => startTransition(() => setSettled(list)), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [settled, list])
  const isWhole = isReading || settled === list || list.length <= first
  return isWhole ? list : list.slice(0, first)
}

/** Whether the user has scrolled, or an image has the focus: no card may be removed then. */
function useIsReading(): boolean {
  const [isScrolled, setScrolled] = useState(isAwayFromTop)
  const [hasFocus, setFocus] = useState(false)
  useEffect(() => {
    const onScroll = () => setScrolled(isAwayFromTop())
    const onFocus = ({ target }: FocusEvent) =>
      setFocus(target instanceof Element && target.closest('[data-image]') !== null)
    addEventListener('scroll', onScroll, { passive: true })
    addEventListener('focusin', onFocus)
    return () => {
      removeEventListener('scroll', onScroll)
      removeEventListener('focusin', onFocus)
    }
  }, [])
  return isScrolled || hasFocus
}

/** Counts a scroll position that is still being restored, which a shorter list would make unreachable. */
function isAwayFromTop(): boolean {
  return scrollY > 0 || isRestoringScroll()
}
