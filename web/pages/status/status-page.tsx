import { useQuery } from '@tanstack/react-query'

import type { StatusAnswer } from '#contract/status.ts'

import { statusQuery } from '../../api/queries.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { RegionTable } from './region-table.tsx'
import { useStatusMessages } from './status-messages.ts'

import classes from './status-page.module.css'

const REFRESH_MS = 5000

/** The server's state: access key, API quota, background refresh, database, and the age of each region. */
export function StatusPage() {
  const status = useStatusMessages()
  const query = useQuery({ ...statusQuery(), refetchInterval: REFRESH_MS })
  return (
    <>
      <PageHead title={status.title} />
      <QueryState query={query}>{(answer) => <Status answer={answer} />}</QueryState>
    </>
  )
}

function Status({ answer }: { answer: StatusAnswer }) {
  const status = useStatusMessages()
  const locale = useLocale()
  const { sweep } = answer
  return (
    <div className={classes.status}>
      <dl className={classes.facts}>
        <dt>{status.accessKey}</dt>
        <dd>
          <code>{answer.accessKeyId ?? status.unknownKey}</code> ({status.source[answer.source]})
        </dd>
        <dt>{status.started}</dt>
        <dd>
          <RelativeTime at={answer.startedAt} {...locale} />
        </dd>
      </dl>
      <QuotaGauges quota={answer.quota} />
      <section>
        <h2>{status.sweep}</h2>
        <p>
          {status.sweepProgress(sweep.regionsDone, sweep.regionsTotal)}
          {sweep.nextInMs !== null &&
            sweep.nextInMs > 0 &&
            ` · ${status.sweepNext(Math.ceil(sweep.nextInMs / 1000))}`}
          {!sweep.enabled && ` · ${status.sweepOff}`}
        </p>
      </section>
      <Store store={answer.store} />
      <RegionTable regions={answer.regions} />
    </div>
  )
}

/** The calls used per operation, and when the next one is possible. */
function QuotaGauges({ quota }: { quota: StatusAnswer['quota'] }) {
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

function Store({ store }: { store: StatusAnswer['store'] }) {
  const status = useStatusMessages()
  const language = useLanguage()
  const bytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
  return (
    <section>
      <h2>{status.store}</h2>
      <p>{store.kind === 'file' ? status.storeFile : status.storeMemory}</p>
      <p>
        {[
          bytes.format(store.sizeBytes / 1000),
          status.images(store.images),
          status.changes(store.changes),
          status.retention(store.retentionDays),
        ].join(' · ')}
      </p>
      {store.setAside !== null && <p>{status.setAside(store.setAside)}</p>}
    </section>
  )
}
