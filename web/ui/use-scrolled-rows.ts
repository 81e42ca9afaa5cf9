import { type RefObject, useDeferredValue, useEffect, useState } from 'react'

import { followScroll } from './follow-scroll.ts'

/** So many rows beyond the view are kept ready. */
const MARGIN_ROWS = 10
/** Tables shorter than this stand in the document whole. */
const LONG_ROWS = 100

/** Stands for the rows before the first were drawn. */
const NONE: readonly unknown[] = []

/**
 * Which rows of a long table are in the document: those near the view of its own scroller. Other rows are first drawn as far
 * as they are seen, and those beyond follow at once, unless a key or a click comes between.
 */
export function useScrolledRows(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly unknown[],
  rowPx: number,
): { start: number; end: number } {
  const [first, setFirst] = useState(0)
  const count = rows.length
  const isLong = count > LONG_ROWS
  const margin = useDeferredValue(rows, NONE) === rows ? MARGIN_ROWS : 0
  useEffect(() => {
    const element = scroller.current
    if (!isLong || element === null) return undefined
    return followScroll(() => {
      const row = Math.floor(element.scrollTop / rowPx)
      setFirst(row - (row % MARGIN_ROWS))
    }, element)
  }, [scroller, isLong, rowPx])
  if (!isLong && margin > 0) return { start: 0, end: count }
  const visible = Math.ceil(window.innerHeight / rowPx)
  const top = Math.max(0, Math.min(first, count - visible))
  // The first row lags behind the scroller by less than a margin.
  return { start: Math.max(0, top - margin), end: Math.min(count, top + visible + MARGIN_ROWS + margin) }
}
