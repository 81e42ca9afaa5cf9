import { type RefObject, useEffect, useState } from 'react'

import { followScroll } from '../../ui/follow-scroll.ts'

/** Up to this many images stay in the document whole, so that the browser's own search finds them. */
export const MOST_IN_DOCUMENT = 1000

/** So many rows beyond the screen are kept ready. */
const MARGIN_ROWS = 15

/** Which rows of a long table are in the document: those near the screen, or all where `rowPx` is null. */
export function useRowWindow(
  container: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number | null,
): { start: number; end: number } {
  const [range, setRange] = useState({ start: 0, end: 60 })
  useEffect(() => {
    if (rowPx === null) return undefined
    const measure = () => {
      const top = container.current?.getBoundingClientRect().top ?? 0
      const first = Math.max(0, Math.floor(-top / rowPx) - MARGIN_ROWS)
      const visible = Math.ceil(innerHeight / rowPx) + 2 * MARGIN_ROWS
      setRange((old) =>
        old.start === first && old.end === first + visible ? old : { start: first, end: first + visible },
      )
    }
    measure()
    return followScroll(measure)
  }, [container, rowPx])
  if (rowPx === null) return { start: 0, end: count }
  const start = Math.min(range.start, Math.max(0, count - 1))
  return { start, end: Math.min(count, Math.max(range.end, start + 1)) }
}
