import { useEffect, useRef, useState } from 'react'
import { WindowVirtualizer } from 'virtua'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../messages/messages.ts'
import { ImageCard } from './image-card.tsx'
import type { ResultsProps } from './results.ts'

import classes from './image-grid.module.css'

const CARD_PX = 344
const GAP_PX = 12

/** A long list as cards: only the rows near the screen are in the document. */
export function LongGrid({ images, twins, search, showsRegion, onSelect }: ResultsProps) {
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
  const keyOf = (image: Image) => `${image.regionId} ${image.imageId}`
  return (
    <div ref={root} role="list" aria-label={browse.images}>
      <WindowVirtualizer data={rows}>
        {(start) => (
          <ul key={start} role="presentation" className={classes.row} data-columns={Math.min(columns, 8)}>
            {images.slice(start, start + columns).map((image) => (
              <ImageCard
                key={keyOf(image)}
                image={image}
                search={search}
                hasTwin={twins.has(image)}
                showsRegion={showsRegion}
                onSelect={onSelect}
              />
            ))}
          </ul>
        )}
      </WindowVirtualizer>
    </div>
  )
}
