import { useQuery } from '@tanstack/react-query'

import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'

import { imagesQuery } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { filterImages } from '../../image/filter-images.ts'
import { type Search, searchImages } from '../../image/search-images.ts'
import { type ImageView, isFiltered } from '../../routing/image-view.ts'
import { imagesUrl } from '../../routing/routes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

import classes from './filter-chips.module.css'

type Props = { view: ImageView; search: Search; answer: ImagesAnswer; onClear: () => void }

/** Says why no image is shown: the region has none, or none matches. */
export function EmptyResults({ view, search, answer, onClear }: Props) {
  const { browse } = useMessages()
  const states = Object.values(answer.regions)
  if (answer.total === 0 && states.some(({ state }) => state === 'failed' || state === 'never')) return null
  if (answer.total === 0 || !isFiltered(view)) {
    const region = view.region === ALL_REGIONS ? browse.allRegions : view.region
    return (
      <EmptyState title={browse.emptyTitle(region)}>
        <p>{browse.emptyText}</p>
      </EmptyState>
    )
  }
  const filters = [
    view.search,
    view.type === 'all' ? '' : browse.types[view.type],
    view.platform === 'any' ? '' : view.platform,
  ]
  const quoted = filters.filter((filter) => filter.trim() !== '').map((filter) => `“${filter}”`)
  return (
    <EmptyState title={browse.noMatchTitle}>
      <p>{browse.noMatchText(quoted.join(' · '))}</p>
      <button type="button" className={classes.clear} onClick={onClear}>
        {browse.clearFilters}
      </button>
      {view.region !== ALL_REGIONS && <MatchesElsewhere view={view} search={search} />}
    </EmptyState>
  )
}

/** Links to the matches in all regions. Their list is requested only when nothing matches here. */
function MatchesElsewhere({ view, search }: { view: ImageView; search: Search }) {
  const { browse } = useMessages()
  const { data } = useQuery(imagesQuery(ALL_REGIONS))
  const { length } = filterImages(searchImages(data?.images ?? [], search), view)
  if (length === 0) return null
  return <a href={imagesUrl({ ...view, region: ALL_REGIONS })}>{browse.elsewhereMatches(length)}</a>
}
