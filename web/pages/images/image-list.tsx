import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useMemo, useRef } from 'react'

import { ALL_REGIONS, type Image } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { retryAt } from '../../api/errors.ts'
import { imagesQuery, refreshMutation } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useMessages } from '../../i18n/messages.ts'
import { sameNamed } from '../../image/duplicate-names.ts'
import { visibleImages } from '../../image/filter-images.ts'
import { prepareSearch } from '../../image/found-images.ts'
import type { Search } from '../../image/search-images.ts'
import { whenIdle } from '../../lib/idle.ts'
import { RegionStates } from '../../region/region-notices.tsx'
import {
  type Column,
  type ImageView,
  isFiltered,
  type Layout,
  withoutFilters,
} from '../../routing/image-view.ts'
import { ScrollRestoration } from '../../routing/scroll-restoration.tsx'
import { showView } from '../../routing/use-image-view.ts'
import { SelectAllCheckbox } from '../../selection/select-checkbox.tsx'
import { useListSelection } from '../../selection/use-selection.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { announce } from '../../ui/live-region.tsx'
import { usePrinting } from '../../ui/print-table.tsx'
import { ColumnChoice } from './column-menu.tsx'
import { NoImages } from './empty-results.tsx'
import { FilterChips } from './filter-chips.tsx'
import { Freshness } from './freshness.tsx'
import { ImageGrid } from './image-grid.tsx'
import { ImageTable } from './image-table.tsx'
import { PrintedImages } from './print-table.tsx'
import { ResultCount } from './results-toolbar.tsx'
import { Skeletons } from './skeletons.tsx'

type Props = {
  view: ImageView
  search: Search
  layout: Layout
  columns: readonly Column[]
  regions: readonly Region[]
  searchBox: RefObject<HTMLInputElement | null>
}

const RESULTS = { cards: ImageGrid, table: ImageTable }

/** The images of the chosen region or regions, in whatever state they are. */
export function RegionImages({ view, search, layout, columns, regions, searchBox }: Props) {
  const messages = useMessages()
  const isPrinting = usePrinting()
  const query = useQuery(imagesQuery(view.region))
  const refresh = useMutation(refreshMutation(useQueryClient()))
  const all = query.data?.images
  useEffect(() => prepareSearch(all ?? [], whenIdle), [all])
  const twins = useMemo(() => sameNamed(all ?? []), [all])
  const shown = useMemo(() => visibleImages(all ?? [], view, search), [all, view, search])
  const { select, selectAll } = useListSelection(shown, all)
  useCountAnnouncement(all === undefined ? query.status : shown.length, view)

  function clearFilters() {
    showView(withoutFilters(view), 'push')
    searchBox.current?.focus()
  }

  if (query.isPending) return <Skeletons layout={layout} />
  if (query.data === undefined) {
    const { failure } = query.error
    return (
      <FailureNotice
        message={failureMessage(failure, messages, view.region)}
        retryAtMs={retryAt(failure, query.errorUpdatedAt)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  const Results = isPrinting ? PrintedImages : RESULTS[layout]
  return (
    <>
      <RegionStates answer={query.data} refresh={refresh} />
      <ResultCount shown={shown.length} answer={query.data} view={view}>
        {isFiltered(view) && (
          <FilterChips view={view} onClear={shown.length > 0 ? clearFilters : undefined} />
        )}
        <ListChoices {...{ layout, view, columns }} images={shown} onSelectAll={selectAll} />
        <Freshness regions={query.data.regions} refresh={refresh} />
      </ResultCount>
      {shown.length === 0 ? (
        <NoImages view={view} answer={query.data} onClear={clearFilters} />
      ) : (
        <ScrollRestoration layout={layout}>
          <Results
            images={shown}
            twins={twins}
            search={search}
            sort={view.sort}
            regions={regions}
            states={query.data.regions}
            columns={columns}
            showsRegion={view.region === ALL_REGIONS || view.region.includes(',')}
            onSelect={select}
            onSelectAll={selectAll}
            onSort={(sort) => showView({ ...view, sort }, 'push')}
          />
        </ScrollRestoration>
      )}
    </>
  )
}

/** What belongs to the list as a whole; the table has its checkbox in its head. */
function ListChoices(props: {
  layout: Layout
  view: ImageView
  columns: readonly Column[]
  images: readonly Image[]
  onSelectAll: (isSelected: boolean) => void
}) {
  const { layout, view, columns, images, onSelectAll } = props
  const { selection } = useMessages()
  if (images.length === 0) return null
  if (layout === 'table') return <ColumnChoice view={view} columns={columns} />
  return <SelectAllCheckbox images={images} onSelectAll={onSelectAll} caption={selection.all} />
}

const QUIET_MS = 700

/**
 * Says how many images are left when typing has stopped, also where the number stayed the same; and that they load,
 * where that takes long. A failure speaks for itself.
 */
function useCountAnnouncement(count: number | 'pending' | 'error' | 'success', view: ImageView) {
  const { browse } = useMessages()
  const text = typeof count === 'number' ? browse.countIn(count, view.region) : browse.loadingImages
  const { region, type, platform, search } = view
  const query = [region, type, platform, search].join('\n')
  const said = useRef('')
  useEffect(() => {
    if (count === 'error' || said.current === query + text) return undefined
    const timer = setTimeout(() => {
      said.current = query + text
      announce(text, 'count')
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [text, query, count])
}
