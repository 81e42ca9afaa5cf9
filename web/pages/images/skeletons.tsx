import { useMessages } from '../../i18n/messages.ts'
import type { Layout } from '../../routing/image-view.ts'

import classes from './skeletons.module.css'

const PLACES = Array.from({ length: 12 }, (_, place) => place)

/** Holds the places of the cards or rows to come. */
export function Skeletons({ layout }: { layout: Layout }) {
  const { browse } = useMessages()
  return (
    <div
      className={classes.skeletons}
      data-layout={layout}
      role="group"
      aria-busy="true"
      aria-label={browse.loadingImages}
    >
      {PLACES.map((place) => (
        <div key={place} className={classes.skeleton} />
      ))}
    </div>
  )
}
