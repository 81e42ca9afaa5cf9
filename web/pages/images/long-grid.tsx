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

/** About the height of a row and of the gap below, until some are measured. */
const ROW_PX = 208

/** Stands for the list before the first was drawn. */
const NONE: readonly Image[] = []

/** A long list as cards: only the rows near the screen are in the document, and the one that has the focus. */
export function LongGrid(props: CardProps & { images: readonly Image[] }) {
  const { images } = props
  const { browse } = useMessages()
  const list = useRef<HTMLUListElement>(null)
  const perRow = useColumns(list)
  const [focusedRow, setFocusedRow] = useState(-1)
  const count = Math.ceil(images.length / perRow)
  const isFirstDraw = useDeferredValue(images, NONE) !== images
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
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears where the focus is, and reacts to nothing else
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

/** Holds the place of rows. Its height is set from code, as the policy of the page allows no style attribute. */
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

/** Where the list begins on the screen, and the height of each row with the gap below it: cards of a row are equally high. */
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

/** How many cards the style sheet puts beside each other. */
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
