import type { UseMutationResult } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { ImagesAnswer, RefreshAnswer, SnapshotState } from '#contract/images.ts'

import type { ApiError } from '../api/errors.ts'
import { retryAt } from '../api/errors.ts'
import { failureMessage } from '../i18n/failure-messages.ts'
import { useMessages } from '../i18n/messages.ts'
import { useLocale } from '../i18n/use-locale.ts'
import { toBrowserTime } from '../lib/server-clock.ts'
import { FailureNotice } from '../ui/failure-notice.tsx'
import { Notice } from '../ui/notice.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'

import classes from './region-notices.module.css'

/** The mutation that makes the server read a region again. */
export type Refresh = UseMutationResult<RefreshAnswer, ApiError, string>

/** Warnings and failures of the regions of a list. The last known list of a failed region stays usable below. */
export function RegionNotices({ answer, refresh }: { answer: ImagesAnswer; refresh: Refresh }) {
  return (
    <div className={classes.states}>
      {Object.entries(answer.regions).map(([regionId, state]) => (
        <RegionNotice key={regionId} regionId={regionId} state={state} refresh={refresh} />
      ))}
    </div>
  )
}

function RegionNotice({
  regionId,
  state,
  refresh,
}: {
  regionId: string
  state: SnapshotState
  refresh: Refresh
}) {
  const messages = useMessages()
  const locale = useLocale()
  const { failure, fetchedAt } = state
  const failedAt = failure?.at
  const failedAtMs = useMemo(() => (failedAt === undefined ? null : toBrowserTime(failedAt)), [failedAt])
  return (
    <>
      {state.reportsNone === true && <Notice kind="warning">{messages.browse.reportsNone}</Notice>}
      {state.missing !== undefined && (
        <Notice kind="warning">{messages.browse.missing(state.missing, regionId)}</Notice>
      )}
      {failure !== undefined && (
        <FailureNotice
          message={failureMessage(failure, messages, regionId)}
          retryAtMs={failedAtMs === null ? null : retryAt(failure, failedAtMs)}
          onRetry={() => refresh.mutate(regionId)}
        >
          {fetchedAt !== null && (
            <span>
              {messages.browse.shownAsOf} <RelativeTime at={fetchedAt} {...locale} />
            </span>
          )}
        </FailureNotice>
      )}
    </>
  )
}
