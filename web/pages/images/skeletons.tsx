import { useMessages } from '../../i18n/messages.ts'
import type { Layout } from '../../routing/image-view.ts'

import classes from './skeletons.module.css'

const SLOTS = Array.from({ length: 12 }, (_, index) => index)

/** Placeholders for cards or rows while a list loads. */
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
      {SLOTS.map((slot) => (
        <div key={slot} className={classes.skeleton} />
      ))}
    </div>
  )
}
