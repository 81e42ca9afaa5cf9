import { useQuery } from '@tanstack/react-query'

import { statusQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { useNow } from '../ui/relative-time.tsx'

import classes from './next-call.module.css'

/** Between requests the page counts down on its own. */
const REFETCH_MS = 5000

/** The countdown to the next read of the cloud, shown while a list of several regions is loading. */
export function NextCall() {
  const { browse } = useMessages()
  const { data, dataUpdatedAt } = useQuery({ ...statusQuery(), refetchInterval: REFETCH_MS })
  const nowMs = useNow()
  const nextInMs = data?.sweep.nextInMs ?? null
  if (nextInMs === null) return null
  const leftMs = dataUpdatedAt + nextInMs - nowMs
  return (
    <span className={classes.next} aria-live="off">
      {leftMs > 0 ? browse.nextIn(Math.ceil(leftMs / 1000)) : browse.nextNow}
    </span>
  )
}
