import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { type Measurement, useVirtualList } from '../../ui/virtual-list.tsx'
import { type CardProps, imageCards } from './image-card.tsx'

import classes from './image-grid.module.css'

/** Estimated height of a row plus the gap below it, until rows are measured. */
const ROW_PX = 208

const NO_IMAGES: readonly Image[] = []

/** A long list as cards. Mounts only the rows near the viewport and the focused one. */
export function LongGrid(props: CardProps & { images: readonly Image[] }) {
  const { images } = props
  const { browse } = useMessages()
  const list = useRef<HTMLUListElement>(null)
  const perRow = useColumns(list)
  const [focusedRow, setFocusedRow] = useState(-1)
  const count = Math.ceil(images.length / perRow)
  const isFirstDraw = useDeferredValue(images, NO_IMAGES) !== images
  const measure = useCallback((rows: readonly number[]) => measureRows(list.current, rows, perRow), [perRow])
  const { ranges, rows, heightOf } = useVirtualList({
    count,
    rowPx: ROW_PX,
    focusedRow,
    maxWhole: 0,
    isFirstDraw,
    measure,
  })

  function trackFocus({ target, currentTarget }: FocusEvent<HTMLElement>) {
    const index = cardsOf(currentTarget).findIndex((card) => card.contains(target))
    setFocusedRow(rows[Math.floor(index / perRow)] ?? -1)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- tracks the focus only
    <ul
      ref={list}
      className={`${classes.grid} ${classes.long}`}
      aria-label={browse.images}
      onFocus={trackFocus}
    >
      {ranges.flatMap(({ start, end }, index) => [
        <Gap key={`gap before ${start}`} heightPx={heightOf(ranges[index - 1]?.end ?? 0, start)} />,
        ...imageCards(images.slice(start * perRow, end * perRow), props),
      ])}
      <Gap heightPx={heightOf(ranges.at(-1)?.end ?? 0, count)} />
    </ul>
  )
}

/** Takes the space of unmounted rows. Sets its height by script: the content security policy allows no style attribute. */
function Gap({ heightPx }: { heightPx: number }) {
  if (heightPx <= 0) return null
  return (
    <li
      role="none"
      className={classes.gap}
      ref={(gap) => gap?.style.setProperty('--height', `${heightPx}px`)}
    />
  )
}

function cardsOf(list: Element): Element[] {
  return [...list.querySelectorAll(':scope > [data-image]')]
}

/** Measures one card per row, as the cards of a row are equally high. Heights include the gap below. */
function measureRows(list: Element | null, rows: readonly number[], perRow: number): Measurement | undefined {
  if (list === null) return undefined
  const gapPx = Number.parseFloat(getComputedStyle(list).rowGap)
  const cards = cardsOf(list)
  const heights = rows.flatMap((row, index) => {
    const card = cards[index * perRow]
    return card === undefined ? [] : [[row, card.getBoundingClientRect().height + gapPx] as const]
  })
  return { topPx: list.getBoundingClientRect().top, heights: new Map(heights) }
}

/** The number of cards per row, which the style sheet decides. */
function useColumns(list: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(3)
  useEffect(() => {
    const element = list.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() =>
      setColumns(getComputedStyle(element).gridTemplateColumns.split(' ').length),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [list])
  return columns
}
