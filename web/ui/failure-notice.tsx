import { type ReactNode, useEffect, useId, useRef } from 'react'

import { useTick } from '../lib/ticker.ts'
import { Notice } from './notice.tsx'

import control from './control.module.css'
import classes from './failure-notice.module.css'

export type FailureMessage = {
  title: string
  nextStep: string
  /** Facts to quote in a ticket: region, code, request ID. */
  facts: readonly (readonly [name: string, value: string])[]
  tryAgain: string
  nextTry: (clock: string) => string
}

/**
 * A failure with its cause, facts to quote and a retry button. Until `retryAtMs` (epoch milliseconds) a retry would fail
 * the same way: the button is disabled, and the page retries when that time comes.
 */
export function FailureNotice(props: {
  message: FailureMessage
  retryAtMs: number | null
  isUrgent?: boolean
  onRetry: () => void
  children?: ReactNode
}) {
  const { message, retryAtMs, isUrgent = true, onRetry, children } = props
  return (
    <Notice
      kind={retryAtMs === null ? 'error' : 'warning'}
      title={message.title}
      {...(isUrgent && { role: 'alert' })}
    >
      <span>{message.nextStep}</span>
      {message.facts.length > 0 && (
        <dl className={classes.facts}>
          {message.facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <span className={classes.actions}>
        <TryAgain message={message} retryAtMs={retryAtMs ?? 0} onRetry={onRetry} />
        {children}
      </span>
    </Notice>
  )
}

/** `aria-disabled` keeps the focus on the button. The countdown is its description; it is not announced each second. */
function TryAgain(props: { message: FailureMessage; retryAtMs: number; onRetry: () => void }) {
  const { message, retryAtMs, onRetry } = props
  const countdown = useId()
  const clock = useTick(({ browserMs }) => formatClock(retryAtMs - browserMs))
  const isWaiting = clock !== formatClock(0)
  useRetryAt(retryAtMs, onRetry)
  return (
    <>
      <button
        type="button"
        className={`${control.button} ${classes.button}`}
        aria-disabled={isWaiting}
        aria-describedby={isWaiting ? countdown : undefined}
        onClick={() => isWaiting || onRetry()}
      >
        {message.tryAgain}
      </button>
      {retryAtMs > 0 && (
        <span id={countdown} aria-live="off" className={classes.countdown}>
          {message.nextTry(clock)}
        </span>
      )}
    </>
  )
}

function useRetryAt(retryAtMs: number, onRetry: () => void) {
  const latest = useRef(onRetry)
  useEffect(() => {
    latest.current = onRetry
  })
  useEffect(() => {
    if (retryAtMs === 0) return undefined
    const timer = setTimeout(() => latest.current(), Math.max(0, retryAtMs - Date.now()))
    return () => clearTimeout(timer)
  }, [retryAtMs])
}

/** Minutes and seconds, such as `0:42`; `0:00` once the time is up. */
export function formatClock(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
