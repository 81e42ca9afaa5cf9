import { IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'

import { isRefreshing } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { NextCall } from '../../region/next-call.tsx'
import type { Refresh } from '../../region/region-notices.tsx'
import { isFiltered, type ImageView } from '../../routing/image-view.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'

import control from '../../ui/control.module.css'
import classes from './results-toolbar.module.css'

/** The counts of images and regions, the controls in `children`, and the age of a single region with its refresh button. */
export function ResultsToolbar(props: {
  shown: number
  answer: ImagesAnswer
  view: ImageView
  refresh: Refresh
  children: ReactNode
}) {
  const { shown, answer, view, refresh, children } = props
  const { browse } = useMessages()
  const states = Object.values(answer.regions)
  const known = states.filter(({ state }) => state === 'fresh' || state === 'stale').length
  const hasSeveralRegions = view.region === ALL_REGIONS || states.length > 1
  return (
    <div className={classes.bar}>
      <span id="result-count" className={classes.count}>
        {isFiltered(view) ? browse.countOf(shown, answer.total) : browse.count(answer.total)}
        {hasSeveralRegions && ` · ${browse.regionsDone(known, states.length)}`}
      </span>
      {hasSeveralRegions && isRefreshing(answer) && <NextCall />}
      {children}
      <Freshness regions={answer.regions} refresh={refresh} />
    </div>
  )
}

function Freshness({ regions, refresh }: { regions: ImagesAnswer['regions']; refresh: Refresh }) {
  const { browse } = useMessages()
  const locale = useLocale()
  const [only, ...others] = Object.entries(regions)
  if (only === undefined || others.length > 0) return null
  const [regionId, state] = only
  return (
    <p className={classes.freshness}>
      {state.fetchedAt !== null && (
        <span>
          {browse.updated} <RelativeTime at={state.fetchedAt} {...locale} />
        </span>
      )}
      {state.dropped > 0 && <span>{browse.dropped(state.dropped)}</span>}
      <button
        type="button"
        className={`${control.button} ${classes.refresh}`}
        data-command="refresh"
        aria-label={browse.refresh(regionId)}
        aria-busy={refresh.isPending || state.refreshing}
        onClick={() => refresh.mutate(regionId)}
      >
        <IconRefresh size={18} aria-hidden="true" />
      </button>
    </p>
  )
}
