import { startTransition, useEffect, useState } from 'react'

import { isRestoringScroll } from '../../routing/scroll-restoration.tsx'

/** A list unchanged for this long is rendered whole, so that Ctrl+F finds every image. */
const SETTLE_MS = 400

/**
 * Renders the first screen of cards at once and the rest when the list settles. Typing and changing the region never
 * wait for cards out of sight.
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

/** Whether the reader has scrolled or focused an image. No card may be removed then. */
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

/** True while a scroll position is being restored, too: a shorter list would make it unreachable. */
function isAwayFromTop(): boolean {
  return scrollY > 0 || isRestoringScroll()
}
