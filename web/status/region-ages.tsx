import type { StatusAnswer } from '#contract/status.ts'

import { imagesUrl } from '../location/routes.ts'
import { useLanguage, useMessages } from '../messages/messages.ts'
import { Age } from '../ui/age.tsx'

import table from '../ui/data-table.module.css'
import classes from './status-page.module.css'

type Regions = StatusAnswer['regions']

/** Each region with its state, its age, and why its last refresh failed. */
export function RegionAges({ regions }: { regions: Regions }) {
  const { status } = useMessages()
  return (
    <section>
      <h2>{status.regions}</h2>
      <div className={table.scroller} role="region" aria-label={status.regions} tabIndex={0}>
        <table className={table.table} aria-label={status.regions}>
          <thead>
            <tr>
              {[status.region, status.state, status.age, status.imageCount, status.lastError].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {regions.map((region) => (
              <RegionAge key={region.regionId} region={region} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function RegionAge({ region }: { region: Regions[number] }) {
  const { status, failures } = useMessages()
  const language = useLanguage()
  const { regionId, state, fetchedAt, imageCount, failure } = region
  const error = failure && [
    failures.texts[failure.code][0],
    failure.upstream?.code,
    failure.upstream?.requestId,
  ]
  return (
    <tr>
      <th scope="row">
        <a href={imagesUrl({ region: regionId })}>{regionId}</a>
      </th>
      <td>{status.states[state]}</td>
      <td>{fetchedAt === null ? '–' : <Age at={fetchedAt} language={language} />}</td>
      <td>{imageCount ?? '–'}</td>
      <td className={classes.error}>{error === undefined ? '–' : error.filter(Boolean).join(' · ')}</td>
    </tr>
  )
}
