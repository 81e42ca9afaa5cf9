import { useState } from 'react'

import { useMessages } from '../messages/messages.ts'
import { imageCards } from './image-cards.tsx'
import { LongGrid } from './long-grid.tsx'
import { MOST_IN_DOCUMENT, type ResultsProps } from './results.ts'
import { useDrawn } from './use-drawn.ts'

import classes from './image-grid.module.css'

/** Cards are never smaller. */
const CARD_PX = { width: 344, height: 164 }

/** The images as cards. A long list keeps only the rows near the screen. */
export function ImageGrid(props: ResultsProps) {
  return props.images.length <= MOST_IN_DOCUMENT ? <WholeGrid {...props} /> : <LongGrid {...props} />
}

function WholeGrid(props: ResultsProps) {
  const { browse } = useMessages()
  const [first] = useState(cardsOnScreen)
  const drawn = useDrawn(props.images, first)
  return (
    <ul className={classes.grid} aria-label={browse.images}>
      {imageCards(drawn, props)}
    </ul>
  )
}

function cardsOnScreen(): number {
  return Math.ceil(innerWidth / CARD_PX.width) * Math.ceil(innerHeight / CARD_PX.height)
}
