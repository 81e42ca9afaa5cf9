import { IconRefresh } from '@tabler/icons-react'
import type { UseMutationResult } from '@tanstack/react-query'

import type { ImagesAnswer, RefreshAnswer, SnapshotState } from '#contract/images.ts'

import type { ApiError } from '../api/failure.ts'
import { failureWords } from '../messages/failure-words.ts'
import { useLanguage, useMessages } from '../messages/messages.ts'
import { Age } from '../ui/age.tsx'
import { FailureNotice } from '../ui/failure-notice.tsx'
import { Notice } from '../ui/notice.tsx'
import { retryAt } from './retry-at.ts'

import control from '../ui/control.module.css'
import classes from './region-states.module.css'

type Refresh = UseMutationResult<RefreshAnswer, ApiError, string>

/** How old the list is, region by region where there is something to say, and how to have it anew. */
export function RegionStates(props: { answer: ImagesAnswer; region: string; refresh: Refresh }) {
  const { answer, region, refresh } = props
  const states = Object.entries(answer.regions)
  const [only] = states
  return (
    <div className={classes.states}>
      {states.length === 1 && only !== undefined && (
        <Freshness regionId={region} state={only[1]} refresh={refresh} />
      )}
      {states.map(([regionId, state]) => (
        <RegionRemarks key={regionId} regionId={regionId} state={state} refresh={refresh} />
      ))}
    </div>
  )
}

function Freshness({
  regionId,
  state,
  refresh,
}: {
  regionId: string
  state: SnapshotState
  refresh: Refresh
}) {
  const { browse } = useMessages()
  const language = useLanguage()
  const isBusy = refresh.isPending || state.refreshing
  return (
    <p className={classes.freshness}>
      {state.fetchedAt !== null && (
        <span>
          {browse.updated} <Age at={state.fetchedAt} language={language} />
        </span>
      )}
      {state.dropped > 0 && <span>{browse.dropped(state.dropped)}</span>}
      <button
        type="button"
        className={`${control.button} ${classes.refresh}`}
        data-act="refresh"
        aria-label={browse.refresh(regionId)}
        aria-busy={isBusy}
        onClick={() => refresh.mutate(regionId)}
      >
        <IconRefresh size={18} aria-hidden="true" />
      </button>
    </p>
  )
}

/** What went wrong for one region; the older list stays usable, and is shown as that. */
function RegionRemarks({
  regionId,
  state,
  refresh,
}: {
  regionId: string
  state: SnapshotState
  refresh: Refresh
}) {
  const messages = useMessages()
  const language = useLanguage()
  const { failure, fetchedAt } = state
  return (
    <>
      {state.reportsNone === true && <Notice kind="warning">{messages.browse.reportsNone}</Notice>}
      {failure !== undefined && (
        <FailureNotice
          words={failureWords(failure, messages, regionId)}
          retryAtMs={failure.at === undefined ? null : retryAt(failure, Date.parse(failure.at))}
          onRetry={() => refresh.mutate(regionId)}
        >
          {fetchedAt !== null && (
            <span>
              {messages.browse.shownAsOf} <Age at={fetchedAt} language={language} />
            </span>
          )}
        </FailureNotice>
      )}
    </>
  )
}
