import type { StatusAnswer } from '#contract/status.ts'

import { formatNumber } from '../../i18n/format-number.ts'
import { useLanguage, useMessages } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { imagesUrl } from '../../routing/routes.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { useStatusMessages } from './status-messages.ts'

import classes from './status-page.module.css'

type Regions = StatusAnswer['regions']

/** Each region's state and age, and the error of its last refresh. */
export function RegionTable({ regions }: { regions: Regions }) {
  const status = useStatusMessages()
  return (
    <section>
      <h2>{status.regions}</h2>
      <DataTable
        label={status.regions}
        columns={[status.region, status.state, status.age, status.imageCount, status.lastError]}
      >
        {regions.map((region) => (
          <RegionRow key={region.regionId} region={region} />
        ))}
      </DataTable>
    </section>
  )
}

function RegionRow({ region }: { region: Regions[number] }) {
  const { failures } = useMessages()
  const status = useStatusMessages()
  const language = useLanguage()
  const locale = useLocale()
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
      <td>{fetchedAt === null ? '–' : <RelativeTime at={fetchedAt} {...locale} />}</td>
      <td>{imageCount === null ? '–' : formatNumber(language, imageCount)}</td>
      <td className={classes.error}>{error === undefined ? '–' : error.filter(Boolean).join(' · ')}</td>
    </tr>
  )
}
