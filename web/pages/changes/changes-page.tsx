import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { type Change, CHANGE_KINDS } from '#contract/changes.ts'
import { IMAGE_TYPES, PLATFORMS } from '#contract/images.ts'
import { changeHaystack, searchPattern } from '#contract/search.ts'

import { apiPath, changesQuery, regionsQuery } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { useLocale, useTimeFormat } from '../../i18n/use-locale.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { ListFilters } from '../../image/list-filters.tsx'
import { parseSearch } from '../../image/search-images.ts'
import type { ImageView } from '../../routing/image-view.ts'
import { imageUrl } from '../../routing/routes.ts'
import { useImageView } from '../../routing/use-image-view.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useChangesMessages } from './changes-messages.ts'
import { groupByDay } from './group-by-day.ts'

import classes from './changes-page.module.css'

/** Changes by day, with the same filters as the image list. */
export function ChangesPage() {
  const { browse } = useMessages()
  const changes = useChangesMessages()
  const { view } = useImageView()
  const filter = filterOf(view)
  // Keeps the previous results while the user types.
  const query = useQuery({ ...changesQuery(filter), placeholderData: keepPreviousData })
  const search = parseSearch(view.search)
  const isPattern = searchPattern(view.search) !== undefined
  const regions = useQuery(regionsQuery())
  return (
    <>
      <PageHead title={changes.title} intro={changes.intro}>
        <p>
          <a href={apiPath('/api/changes.atom', {}, filter)}>{changes.feed}</a>
        </p>
      </PageHead>
      <ListFilters view={view} regions={regions.data?.regions} withAll />
      {search.isBadPattern && <Notice kind="warning">{browse.badPattern}</Notice>}
      <QueryState query={query}>
        {(answer) => (
          <ChangeList
            changes={
              isPattern
                ? answer.changes.filter((change) => search.matches(changeHaystack(change)))
                : answer.changes
            }
            isFiltered={Object.keys(filter).length > 0 || view.search.trim() !== ''}
            hasMore={answer.more}
          />
        )}
      </QueryState>
    </>
  )
}

function ChangeList(props: { changes: readonly Change[]; isFiltered: boolean; hasMore: boolean }) {
  const changes = useChangesMessages()
  if (props.changes.length === 0)
    return (
      <EmptyState title={props.isFiltered ? changes.noMatch : changes.empty}>
        <p>{props.hasMore ? changes.more : changes.emptyHint}</p>
      </EmptyState>
    )
  return (
    <>
      <p>{changes.count(props.changes.length)}</p>
      <Days changes={props.changes} />
      {props.hasMore && <p>{changes.more}</p>}
    </>
  )
}

/** The filters as API parameters. Defaults are omitted, and so is a regular expression, which only the page can match. */
function filterOf(view: ImageView): Parameters<typeof changesQuery>[0] {
  const type = IMAGE_TYPES.find((known) => known === view.type)
  const platform = PLATFORMS.find((known) => known === view.platform)
  return {
    ...(view.region !== '' && view.region !== 'all' && { region: view.region }),
    ...(type !== undefined && { type }),
    ...(platform !== undefined && { platform }),
    ...(view.search.trim() !== '' && searchPattern(view.search) === undefined && { q: view.search }),
  }
}

function Days({ changes }: { changes: readonly Change[] }) {
  const { language, timeZone = browserTimeZone() } = useLocale()
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' })
  return groupByDay(changes, timeZone).map(({ date, changes }) => (
    <section key={date} className={classes.day}>
      <h2>{format.format(new Date(date))}</h2>
      <ul>
        {changes.map((change) => (
          <ChangeItem key={change.id} change={change} />
        ))}
      </ul>
    </section>
  ))
}

function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function ChangeItem({ change }: { change: Change }) {
  const changes = useChangesMessages()
  const { kind, regionId, imageId, imageName, before, candidates, at } = change
  const timeOf = useTimeFormat({ timeStyle: 'short' })
  return (
    <li className={classes.change} data-kind={CHANGE_KINDS.indexOf(kind)}>
      <time dateTime={at}>{timeOf(at)}</time>
      <strong className={classes.kind}>{changes.kinds[kind]}</strong>
      <a href={imageUrl(regionId, imageId)}>
        <CatalogueText text={imageName} />
      </a>
      <code>{regionId}</code>
      <code>{imageId}</code>
      {kind === 'renamed' && before !== null && <span>{changes.formerly(before)}</span>}
      {candidates.length > 0 && (
        <span>
          {changes.candidates(candidates.length)}{' '}
          {candidates.map((candidate) => (
            <a key={candidate.imageId} href={imageUrl(candidate.regionId, candidate.imageId)}>
              <code>{candidate.imageId}</code>
            </a>
          ))}
        </span>
      )}
    </li>
  )
}
