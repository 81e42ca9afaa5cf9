import { useEffect, useRef, useState } from 'react'
import { WindowVirtualizer } from 'virtua'

import { useMessages } from '../messages/messages.ts'
import { ImageCards } from './image-cards.tsx'
import type { ResultsProps } from './results.ts'

import classes from './image-grid.module.css'

const CARD_PX = 344
const GAP_PX = 12

/** A long list as cards: only the rows near the screen are in the document. */
export function LongGrid(props: ResultsProps) {
  const { images } = props
  const { browse } = useMessages()
  const root = useRef<HTMLDivElement>(null)
  const [columns, setColumns] = useState(3)
  useEffect(() => {
    const element = root.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() =>
      setColumns(Math.max(1, Math.floor((element.clientWidth + GAP_PX) / (CARD_PX + GAP_PX)))),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const rows = Array.from({ length: Math.ceil(images.length / columns) }, (_, row) => row * columns)
  return (
    <div ref={root} role="list" aria-label={browse.images}>
      <WindowVirtualizer data={rows}>
        {(start) => (
          <ul key={start} role="presentation" className={classes.row} data-columns={Math.min(columns, 8)}>
            <ImageCards {...props} images={images.slice(start, start + columns)} />
          </ul>
        )}
      </WindowVirtualizer>
    </div>
  )
}
