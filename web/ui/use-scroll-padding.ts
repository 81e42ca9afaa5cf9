import { type RefObject, useLayoutEffect } from 'react'

/** Kept between the bar and what has the focus, for the line around it. */
const GAP_PX = 8

/** While a bar stays at the foot of the window, what gets the focus comes out above it (WCAG 2.4.11). */
export function useScrollPadding(bar: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const element = bar.current
    if (element === null) return undefined
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => {
      style.scrollPaddingBlockEnd = `${element.offsetHeight + GAP_PX}px`
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      style.scrollPaddingBlockEnd = ''
    }
  }, [bar])
}
