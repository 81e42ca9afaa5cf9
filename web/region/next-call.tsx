import { useQuery } from '@tanstack/react-query'

import { statusQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { useNow } from '../ui/relative-time.tsx'

import classes from './next-call.module.css'

/** How often the server is asked for its next call; in between the page counts by itself. */
const ASK_MS = 5000

/** When the next region of a list that is still filling is read. */
export function NextCall() {
  const { browse } = useMessages()
  const { data, dataUpdatedAt } = useQuery({ ...statusQuery(), refetchInterval: ASK_MS })
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
