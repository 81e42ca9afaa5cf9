import { useState } from 'react'

import { onDemand } from '../api/on-demand.ts'
import { useMessages } from '../messages/messages.ts'
import { imageCards } from './image-cards.tsx'
import { MOST_IN_DOCUMENT, type ResultsProps } from './results.ts'
import { useDrawn } from './use-drawn.ts'

import classes from './image-grid.module.css'

const LongGrid = onDemand(async () => (await import('./long-grid.tsx')).LongGrid)
/** So many cards of a long list stand in for it. */
const MOST_MEANWHILE = 60
/** Cards are never smaller. */
const CARD_PX = { width: 344, height: 164 }

/** The images as cards. A long list keeps only the rows near the screen, and what that takes comes with the first one. */
export function ImageGrid(props: ResultsProps) {
  if (props.images.length <= MOST_IN_DOCUMENT) return <WholeGrid {...props} />
  const first = { ...props, images: props.images.slice(0, MOST_MEANWHILE) }
  return <LongGrid.Part {...props} meanwhile={<WholeGrid {...first} />} />
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
