import type { StatusAnswer } from '#contract/status.ts'

import { useStatusMessages } from './status-messages.ts'

import classes from './status-page.module.css'

/** What is spent of each operation's calls, and when the next one may go. */
export function QuotaGauges({ quota }: { quota: StatusAnswer['quota'] }) {
  const status = useStatusMessages()
  return (
    <section>
      <h2>{status.quota}</h2>
      <div className={classes.gauges}>
        {quota.map(({ operation, spent, limit, nextFreeInMs, throttled }) => (
          <div key={operation}>
            <strong>{operation}</strong>
            <meter
              min={0}
              max={limit}
              high={limit * 0.8}
              optimum={0}
              value={spent}
              aria-label={`${operation}: ${status.spent(spent, limit)}`}
            />
            <p>
              {status.spent(spent, limit)} ·{' '}
              {nextFreeInMs > 0 ? status.nextFree(Math.ceil(nextFreeInMs / 1000)) : status.freeNow}
              {throttled && ` · ${status.throttled}`}
            </p>
          </div>
        ))}
      </div>
      <p className={classes.hint}>{status.quotaHint}</p>
    </section>
  )
}
