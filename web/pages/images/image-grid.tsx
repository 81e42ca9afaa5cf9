import { useState } from 'react'

import { useMessages } from '../../i18n/messages.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { imageCards } from './image-cards.tsx'
import { LongGrid } from './long-grid.tsx'
import { MOST_IN_DOCUMENT, type ResultsProps } from './results.ts'
import { useDrawn } from './use-progressive-list.ts'

import classes from './image-grid.module.css'

/** A card with the gap beside it, and at least with that below: its style sheet has both. */
const CARD_PX = { width: 356, height: { comfortable: 196, compact: 164 } }
const GAP_PX = 12

/** The images as cards. A long list keeps only the rows near the screen. */
export function ImageGrid(props: ResultsProps) {
  return props.images.length <= MOST_IN_DOCUMENT ? <WholeGrid {...props} /> : <LongGrid {...props} />
}

function WholeGrid(props: ResultsProps) {
  const { browse } = useMessages()
  const density = usePreferences((preferences) => preferences.density)
  const [screen] = useState(() => ({ width: innerWidth, height: innerHeight }))
  const columns = Math.max(1, Math.floor((screen.width + GAP_PX) / CARD_PX.width))
  const rows = Math.ceil(screen.height / CARD_PX.height[density])
  const drawn = useDrawn(props.images, columns * rows)
  return (
    <ul className={classes.grid} aria-label={browse.images}>
      {imageCards(drawn, props)}
    </ul>
  )
}
