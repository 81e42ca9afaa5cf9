import { useState } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { MAX_WHOLE_LIST } from '../../ui/virtual-list.tsx'
import { type CardProps, imageCards } from './image-card.tsx'
import { LongGrid } from './long-grid.tsx'
import { useProgressiveList } from './use-progressive-list.ts'

import classes from './image-grid.module.css'

/** The width of a card and the least height, each with the gap; see the style sheet. */
const CARD_PX = { width: 356, height: { comfortable: 196, compact: 164 } }
const GAP_PX = 12

type Props = CardProps & { images: readonly Image[] }

/** The images as cards. Of a long list only the rows near the viewport are in the document. */
export function ImageGrid(props: Props) {
  return props.images.length <= MAX_WHOLE_LIST ? <WholeGrid {...props} /> : <LongGrid {...props} />
}

function WholeGrid(props: Props) {
  const { browse } = useMessages()
  const density = usePreferences((preferences) => preferences.density)
  const [screen] = useState(() => ({ width: innerWidth, height: innerHeight }))
  const columns = Math.max(1, Math.floor((screen.width + GAP_PX) / CARD_PX.width))
  const rows = Math.ceil(screen.height / CARD_PX.height[density])
  const rendered = useProgressiveList(props.images, columns * rows)
  return (
    <ul className={classes.grid} aria-label={browse.images}>
      {imageCards(rendered, props)}
    </ul>
  )
}
