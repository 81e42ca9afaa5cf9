import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

import {
  mountedRanges,
  rowAt,
  type RowHeights,
  rowOffsets,
  type RowRange,
  withHeights,
} from './row-layout.ts'

/** Lists up to this length are mounted whole, so that Ctrl+F finds every entry. */
export const MAX_WHOLE_LIST = 1000

/** The top of the first row relative to the viewport, and the heights of mounted rows unless all are equal. */
export type Measurement = { topPx: number; heights?: ReadonlyMap<number, number> }

type Options = {
  count: number
  /** The height of a row: exact, or an estimate if `measure` returns heights. */
  rowPx: number
  /** Stays mounted, with its neighbors, at any scroll position; -1 for none. */
  focusedRow: number
  /** Lists of up to this many rows are mounted whole. */
  maxWhole: number
  /** The first render of a list at its top mounts only the visible rows. */
  isFirstDraw?: boolean
  /** The scroll container; defaults to the page. */
  scroller?: RefObject<HTMLElement | null>
  /** How far beyond the viewport rows are mounted, in pixels. */
  marginPx?: number
  /** How many rows are mounted or unmounted at a time. */
  step?: number
  /** Measures the mounted rows; returns undefined before there are any. */
  measure: (rows: readonly number[]) => Measurement | undefined
}

/** The mounted rows, as ranges and one by one, and the height of a range of rows. */
export type VirtualList = {
  ranges: readonly RowRange[]
  rows: readonly number[]
  heightOf: (start: number, end: number) => number
}

const NO_HEIGHTS: ReadonlyMap<number, number> = new Map()

/** Decides which rows of a long list are mounted. */
export function useVirtualList(options: Options): VirtualList {
  const { count, rowPx, focusedRow, maxWhole, isFirstDraw = false, scroller, measure } = options
  const { marginPx = 1200, step = 1 } = options
  const visibleRows = Math.ceil(innerHeight / rowPx)
  const [viewport, setViewport] = useState<RowRange>({ start: 0, end: visibleRows })
  const { offsets, setHeights } = useRowOffsets(count, rowPx)
  const isWhole = count <= maxWhole && !isFirstDraw
  const isFirstScreen = isFirstDraw && viewport.start === 0
  const start = isWhole ? 0 : viewport.start
  const end = isWhole ? count : isFirstScreen ? visibleRows : viewport.end
  const ranges = useMemo(
    () => mountedRanges({ start, end }, focusedRow, count),
    [start, end, focusedRow, count],
  )
  const rows = useMemo(() => ranges.flatMap(numbers), [ranges])
  const update = () => {
    const seen = isWhole ? undefined : measure(rows)
    if (seen === undefined) return
    setHeights((known) => withHeights(known, seen.heights ?? NO_HEIGHTS))
    const first = rowAt(offsets, -seen.topPx - marginPx)
    const last = rowAt(offsets, innerHeight - seen.topPx + marginPx)
    const next = { start: first - (first % step), end: Math.ceil((last + 1) / step) * step }
    // oxlint-disable-next-line react/set-state-in-effect -- rows can only be measured once mounted; the next run finds nothing new
    setViewport((old) => (old.start === next.start && old.end === next.end ? old : next))
  }
  useLayoutEffect(update, [isWhole, measure, rows, offsets, setHeights, marginPx, step])
  useOnScroll(update, scroller)
  return { ranges, rows, heightOf: (from, to) => (offsets[to] ?? 0) - (offsets[from] ?? 0) }
}

function useRowOffsets(count: number, rowPx: number) {
  const [heights, setHeights] = useState<RowHeights>({ measured: NO_HEIGHTS, usualPx: rowPx })
  const { measured } = heights
  const isMeasured = measured.size > 0
  const usualPx = isMeasured ? heights.usualPx : rowPx
  const offsets = useMemo(() => rowOffsets({ measured, usualPx }, count), [measured, usualPx, count])
  useStayAtEnd(isMeasured ? (offsets.at(-1) ?? 0) : 0)
  return { offsets, setHeights }
}

/** The mounted rows of a table, with gaps in place of the others. `renderRow` must set a key. */
export function VirtualTableRows(props: {
  list: VirtualList
  count: number
  columns: number
  renderRow: (index: number) => ReactNode
}) {
  const { list, count, columns, renderRow } = props
  const { ranges, heightOf } = list
  return [
    ...ranges.flatMap((range, index) => [
      <TableGap
        key={`gap before ${range.start}`}
        heightPx={heightOf(ranges[index - 1]?.end ?? 0, range.start)}
        columns={columns}
      />,
      ...numbers(range).map(renderRow),
    ]),
    <TableGap key="last gap" heightPx={heightOf(ranges.at(-1)?.end ?? 0, count)} columns={columns} />,
  ]
}

/** Sets its height by script: the content security policy allows no style attribute. */
function TableGap({ heightPx, columns }: { heightPx: number; columns: number }) {
  if (heightPx <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- only takes the space of rows */}
      <td
        colSpan={columns}
        ref={(cell) => {
          cell?.style.setProperty('height', `${heightPx}px`)
          cell?.style.setProperty('padding', '0')
        }}
      />
    </tr>
  )
}

/** A page scrolled to its end stays there when the last rows turn out higher than estimated. */
function useStayAtEnd(heightPx: number) {
  const isAtEnd = useRef(false)
  useOnScroll(() => {
    isAtEnd.current = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2
  })
  useLayoutEffect(() => {
    if (isAtEnd.current && heightPx > 0) scrollTo(0, document.documentElement.scrollHeight)
  }, [heightPx])
}

/** Runs `run` at most once a frame while the page or `scroller` scrolls or the window is resized. */
function useOnScroll(run: () => void, scroller?: RefObject<HTMLElement | null>) {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    let frame = 0
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => latest.current())
    }
    const target = scroller?.current ?? window
    target.addEventListener('scroll', onScroll, { passive: true })
    addEventListener('resize', onScroll)
    return () => {
      cancelAnimationFrame(frame)
      target.removeEventListener('scroll', onScroll)
      removeEventListener('resize', onScroll)
    }
  }, [scroller])
}

function numbers({ start, end }: RowRange): number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset)
}
