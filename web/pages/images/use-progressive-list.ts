import { startTransition, useEffect, useState } from 'react'

import { isRestoringScroll } from '../../routing/restoring.ts'

/** A list that has stood for so long is drawn to its end: the browser's own search finds all of it then. */
const STANDING_MS = 400

/**
 * What of a list of cards is drawn: at once what can be seen, and the rest when the list has stood for a moment. So
 * nobody who types or goes from region to region waits for cards that nobody has looked at.
 * @param first so many fill the screen
 */
export function useDrawn<T>(list: readonly T[], first: number): readonly T[] {
  const [standing, setStanding] = useState<readonly T[]>()
  const isReading = useReading()
  useEffect(() => {
    if (standing === list) return undefined
    const timer = setTimeout(() => startTransition(() => setStanding(list)), STANDING_MS)
    return () => clearTimeout(timer)
  }, [standing, list])
  const isWhole = isReading || standing === list || list.length <= first
  return isWhole ? list : list.slice(0, first)
}

/** Whether somebody has scrolled, or has the focus on an image: nothing may go away under their eyes then. */
function useReading(): boolean {
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

/** Or will be: until the browser is back at its place, a list that got shorter would keep it from there. */
function isAwayFromTop(): boolean {
  return scrollY > 0 || isRestoringScroll()
}
