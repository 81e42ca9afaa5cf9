import { type RefObject, useEffect, useState } from 'react'

/** So many rows beyond the view are kept ready. */
const MARGIN_ROWS = 10
/** Tables shorter than this stand in the document whole. */
const LONG_ROWS = 100

/** Which rows of a long table are in the document: those near the view of its own scroller. */
export function useScrolledRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
): { start: number; end: number } {
  const [first, setFirst] = useState(0)
  const isLong = count > LONG_ROWS
  useEffect(() => {
    const element = scroller.current
    if (!isLong || element === null) return undefined
    let frame = 0
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const row = Math.floor(element.scrollTop / rowPx)
        setFirst(row - (row % MARGIN_ROWS))
      })
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, isLong, rowPx])
  if (!isLong) return { start: 0, end: count }
  const visible = Math.ceil(window.innerHeight / rowPx)
  const start = Math.max(0, Math.min(first, count - visible) - MARGIN_ROWS)
  return { start, end: Math.min(count, start + visible + 4 * MARGIN_ROWS) }
}
