import { useQuery } from '@tanstack/react-query'

import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'

import { imagesQuery } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { visibleImages } from '../../image/filter-images.ts'
import { parseSearch } from '../../image/search-images.ts'
import { type ImageView, isFiltered } from '../../routing/image-view.ts'
import { imagesUrl } from '../../routing/routes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

import classes from './filter-chips.module.css'

/** Nothing to show: because the region has nothing, or because nothing matches. */
export function NoImages(props: { view: ImageView; answer: ImagesAnswer; onClear: () => void }) {
  const { view, answer, onClear } = props
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
  const asked = [view.search, view.type === 'all' ? '' : browse.types[view.type]]
  const platform = view.platform === 'any' ? '' : view.platform
  const words = [...asked, platform].filter((word) => word.trim() !== '').map((word) => `“${word}”`)
  return (
    <EmptyState title={browse.noMatchTitle}>
      <p>{browse.noMatchText(words.join(' · '))}</p>
      <button type="button" className={classes.clear} onClick={onClear}>
        {browse.clearFilters}
      </button>
      {view.region !== ALL_REGIONS && <Elsewhere view={view} />}
    </EmptyState>
  )
}

/** The same filters over all regions, asked only once there is nothing here. */
function Elsewhere({ view }: { view: ImageView }) {
  const { browse } = useMessages()
  const everywhere = useQuery(imagesQuery(ALL_REGIONS))
  const matches = visibleImages(everywhere.data?.images ?? [], view, parseSearch(view.search))
  if (matches.length === 0) return null
  return <a href={imagesUrl({ ...view, region: ALL_REGIONS })}>{browse.elsewhereMatches(matches.length)}</a>
}
