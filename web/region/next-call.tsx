import { useQuery } from '@tanstack/react-query'

import { statusQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { useTick } from '../lib/ticker.ts'

import classes from './next-call.module.css'

/** Between requests the page counts down on its own. */
const REFETCH_MS = 5000

/** The countdown to the next read of the cloud, shown while a list of several regions is loading. */
export function NextCall() {
  const { browse } = useMessages()
  const { data, dataUpdatedAt } = useQuery({ ...statusQuery(), refetchInterval: REFETCH_MS })
  const nextInMs = data?.sweep.nextInMs ?? null
  const seconds = useTick(({ browserMs }) => Math.ceil((dataUpdatedAt + (nextInMs ?? 0) - browserMs) / 1000))
  if (nextInMs === null) return null
  return (
    <span className={classes.next} aria-live="off">
      {seconds > 0 ? browse.nextIn(seconds) : browse.nextNow}
    </span>
  )
}
