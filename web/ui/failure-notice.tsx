import { type ReactNode, useEffect, useRef } from 'react'

import { Notice } from './notice.tsx'
import { useNow } from './relative-time.tsx'

import control from './control.module.css'
import classes from './failure-notice.module.css'

/** What a failure notice says, in message that are ready to be read. */
export type FailureMessage = {
  title: string
  nextStep: string
  /** Facts to quote: region, code, request ID, and so on. */
  facts: readonly (readonly [name: string, value: string])[]
  tryAgain: string
  nextTry: (clock: string) => string
}

/**
 * A failure with its cause, its facts and a way on. With `retryAtMs` it counts down and tries again by itself; the
 * countdown stands outside of what is announced.
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
        <button type="button" className={`${control.button} ${classes.button}`} onClick={onRetry}>
          {message.tryAgain}
        </button>
        {retryAtMs !== null && <Countdown atMs={retryAtMs} text={message.nextTry} onDue={onRetry} />}
        {children}
      </span>
    </Notice>
  )
}

function Countdown({
  atMs,
  text,
  onDue,
}: {
  atMs: number
  text: (clock: string) => string
  onDue: () => void
}) {
  const leftMs = atMs - useNow()
  const due = useRef(onDue)
  useEffect(() => {
    due.current = onDue
  })
  useEffect(() => {
    const timer = setTimeout(() => due.current(), Math.max(0, atMs - Date.now()))
    return () => clearTimeout(timer)
  }, [atMs])
  return (
    <span aria-live="off" className={classes.countdown}>
      {text(formatClock(leftMs))}
    </span>
  )
}

/** `0:42` */
export function formatClock(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
