import type { ReactNode } from 'react'

import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'

import { isRefreshing } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { NextCall } from '../../region/next-call.tsx'
import { isFiltered, type ImageView } from '../../routing/image-view.ts'

import classes from './results-toolbar.module.css'

/** How many images are shown, of how many regions. */
export function ResultCount(props: {
  shown: number
  answer: ImagesAnswer
  view: ImageView
  children: ReactNode
}) {
  const { shown, answer, view, children } = props
  const { browse } = useMessages()
  const states = Object.values(answer.regions)
  const known = states.filter(({ state }) => state === 'fresh' || state === 'stale').length
  const isMany = view.region === ALL_REGIONS || states.length > 1
  return (
    <div className={classes.bar}>
      <span id="result-count" className={classes.count}>
        {isFiltered(view) ? browse.countOf(shown, answer.total) : browse.count(answer.total)}
        {isMany && ` · ${browse.regionsDone(known, states.length)}`}
      </span>
      {isMany && isRefreshing(answer) && <NextCall />}
      {children}
    </div>
  )
}
