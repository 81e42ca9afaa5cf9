import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { reportRecovery, useConnection } from '../api/connection.ts'
import { checkHealth } from '../api/health.ts'
import { useMessages } from '../i18n/messages.ts'
import { retryFailedLoads } from '../lib/lazy-component.ts'
import { isServerClockKnown } from '../lib/server-clock.ts'
import { Notice } from '../ui/notice.tsx'

import control from '../ui/control.module.css'
import classes from './connection-notice.module.css'

const FIRST_WAIT_MS = 1000
const MAX_WAIT_MS = 15_000

/**
 * Shown while our server is gone. Polls it with exponential backoff, then refetches everything. If the server has a
 * newer version of the page, it offers a reload instead.
 */
export function ConnectionNotice() {
  const { failures, page } = useMessages()
  const lost = useConnection((connection) => connection.lost)
  useReconnect(lost !== null && lost !== 'OUTDATED')
  if (lost === null) return null
  if (lost === 'OUTDATED') {
    return (
      <div className={classes.place}>
        <Notice kind="warning" title={page.outdatedTitle} role="alert">
          {page.outdatedText}
          <button type="button" className={control.button} onClick={() => location.reload()}>
            {page.reload}
          </button>
        </Notice>
      </div>
    )
  }
  const [title, nextStep] = failures.texts[lost]
  return (
    <div className={classes.place}>
      <Notice kind="error" title={title} role="alert">
        {nextStep}
        {!isServerClockKnown() && <span>{page.browserClock}</span>}
      </Notice>
    </div>
  )
}

function useReconnect(isLost: boolean) {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!isLost) return undefined
    let waitMs = FIRST_WAIT_MS
    let timer = setTimeout(look, waitMs)
    const caller = new AbortController()

    function look() {
      checkHealth(caller.signal).then(back, () => {
        waitMs = Math.min(MAX_WAIT_MS, waitMs * 2)
        if (!caller.signal.aborted) timer = setTimeout(look, waitMs)
      })
    }

    async function back() {
      reportRecovery()
      retryFailedLoads()
      await queryClient.invalidateQueries()
    }

    return () => {
      clearTimeout(timer)
      caller.abort()
    }
  }, [isLost, queryClient])
}
