import { type RefObject, useLayoutEffect } from 'react'

/** Room for the focus outline between the focused element and the bar. */
const GAP_PX = 8

/** Keeps the sticky bar from covering the focused element (WCAG 2.4.11). */
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
