import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

import { followScroll } from './follow-scroll.ts'
import { rowAt, type RowHeights, rowOffsets, withHeights } from './row-offsets.ts'
import { rowsInDocument } from './rows-in-document.ts'

/** So far beyond the screen rows are kept ready. */
const MARGIN_PX = 1200

/** What is seen of a long list on the page: where it begins on the screen, and how high the rows are that are there, by row. */
export type RowsOnPage = { top: number; heights: ReadonlyMap<number, number> }

/**
 * The rows of a long list of unequal heights that are in the document: those near the screen, and the kept one with its
 * neighbours.
 * @param count how many rows there are.
 * @param kept the row that stays; −1 for none.
 * @param guessPx about the height of a row, until some are measured.
 * @param isNew whether the list was not drawn yet: at its top, what can be seen comes first then.
 * @param look measures what is there of the rows given; undefined before there is anything.
 */
export function useMeasuredRows(
  count: number,
  kept: number,
  guessPx: number,
  isNew: boolean,
  look: (rows: readonly number[]) => RowsOnPage | undefined,
) {
  const [heights, setHeights] = useState<RowHeights>({ measured: new Map(), usualPx: guessPx })
  const [{ start, end: farEnd }, setRange] = useState({ start: 0, end: Math.ceil(innerHeight / guessPx) })
  const end = isNew && start === 0 ? Math.min(farEnd, Math.ceil(innerHeight / guessPx)) : farEnd
  const offsets = useMemo(() => rowOffsets(heights, count), [heights, count])
  const parts = useMemo(() => rowsInDocument({ start, end }, kept, count), [start, end, kept, count])
  const rows = useMemo(() => parts.flatMap(({ start, end }) => numbers(start, end)), [parts])
  const measure = () => {
    const seen = look(rows)
    if (seen === undefined) return
    // oxlint-disable-next-line react/set-state-in-effect -- only what is drawn can be measured, and the next look finds nothing new
    setHeights((known) => withHeights(known, seen.heights))
    const first = rowAt(offsets, -seen.top - MARGIN_PX)
    const last = rowAt(offsets, innerHeight - seen.top + MARGIN_PX)
    setRange((old) => (old.start === first && old.end === last + 1 ? old : { start: first, end: last + 1 }))
  }
  useStayingAtTheEnd(offsets.at(-1) ?? 0)
  useLayoutEffect(measure, [look, rows, offsets])
  useOnScroll(measure)
  return {
    parts,
    rows,
    heightOf: (start: number, end: number) => (offsets[end] ?? 0) - (offsets[start] ?? 0),
  }
}

/** Who has gone to the end of the page stays there, although the last rows turn out higher than it was thought. */
function useStayingAtTheEnd(heightPx: number) {
  const isAtEnd = useRef(false)
  useOnScroll(() => {
    isAtEnd.current = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2
  })
  useLayoutEffect(() => {
    if (isAtEnd.current && heightPx > 0) scrollTo(0, document.documentElement.scrollHeight)
  }, [heightPx])
}

/** Follows the page with whatever `run` is by then. */
function useOnScroll(run: () => void) {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  useEffect(() => followScroll(() => latest.current()), [])
}

function numbers(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset)
}
