import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { type RefObject, useEffect, useMemo, useRef } from 'react'

import { ALL_REGIONS, type Image, type ImagesAnswer } from '#contract/images.ts'

import { retryAt } from '../../api/errors.ts'
import { refreshMutation } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useMessages } from '../../i18n/messages.ts'
import { findDuplicateNames } from '../../image/duplicate-names.ts'
import { prepareSearch, type Search } from '../../image/search-images.ts'
import { whenIdle } from '../../lib/idle.ts'
import { RegionNotices } from '../../region/region-notices.tsx'
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
import { ColumnMenu } from './column-menu.tsx'
import { EmptyResults } from './empty-results.tsx'
import { FilterChips } from './filter-chips.tsx'
import { ImageGrid } from './image-grid.tsx'
import { ImageTable } from './image-table.tsx'
import { PrintedImages } from './print-table.tsx'
import { ResultsToolbar } from './results-toolbar.tsx'
import { Skeletons } from './skeletons.tsx'

const NO_IMAGES: readonly Image[] = []

type Props = {
  query: UseQueryResult<ImagesAnswer>
  /** The images that pass the filters, sorted. */
  visible: readonly Image[]
  view: ImageView
  search: Search
  layout: Layout
  columns: readonly Column[]
  searchBox: RefObject<HTMLInputElement | null>
}

/** The images of the chosen regions below their toolbar, or the reason why there are none. */
export function ImageList(props: Props) {
  const { query, visible, view, search, layout, columns, searchBox } = props
  const refresh = useMutation(refreshMutation(useQueryClient()))
  const all = query.data?.images
  useEffect(() => prepareSearch(all ?? NO_IMAGES, whenIdle), [all])
  const duplicates = useMemo(() => findDuplicateNames(all ?? NO_IMAGES), [all])
  const { select, selectAll } = useListSelection(visible, all)
  useCountAnnouncement(all === undefined ? query.status : visible.length, view)

  function clearFilters() {
    showView(withoutFilters(view), 'push')
    searchBox.current?.focus()
  }

  if (query.isPending) return <Skeletons layout={layout} />
  if (query.data === undefined) return <LoadFailure query={query} region={view.region} />
  const hasResults = visible.length > 0
  return (
    <>
      <RegionNotices answer={query.data} refresh={refresh} />
      <ResultsToolbar shown={visible.length} answer={query.data} view={view} refresh={refresh}>
        {isFiltered(view) && <FilterChips view={view} onClear={hasResults ? clearFilters : undefined} />}
        {hasResults && (
          <ListControls {...{ layout, view, columns }} images={visible} onSelectAll={selectAll} />
        )}
      </ResultsToolbar>
      {hasResults ? (
        <ScrollRestoration layout={layout}>
          <Results
            {...{ layout, search, columns, duplicates, view }}
            images={visible}
            onSelect={select}
            onSelectAll={selectAll}
          />
        </ScrollRestoration>
      ) : (
        <EmptyResults view={view} search={search} answer={query.data} onClear={clearFilters} />
      )}
    </>
  )
}

/** The table selects all images by a checkbox in its header, the cards by one in the toolbar. */
function ListControls(props: {
  layout: Layout
  view: ImageView
  columns: readonly Column[]
  images: readonly Image[]
  onSelectAll: (isSelected: boolean) => void
}) {
  const { layout, view, columns, images, onSelectAll } = props
  const { selection } = useMessages()
  if (layout === 'table') return <ColumnMenu view={view} columns={columns} />
  return <SelectAllCheckbox images={images} onSelectAll={onSelectAll} caption={selection.all} />
}

type ResultsProps = Omit<Parameters<typeof ImageTable>[0], 'sort' | 'onSort'> & {
  layout: Layout
  view: ImageView
}

function Results({ layout, view, ...props }: ResultsProps) {
  const isPrinting = usePrinting()
  if (isPrinting) return <PrintedImages images={props.images} />
  if (layout === 'table')
    return <ImageTable {...props} sort={view.sort} onSort={(sort) => showView({ ...view, sort }, 'push')} />
  return <ImageGrid {...props} showsRegion={view.region === ALL_REGIONS || view.region.includes(',')} />
}

function LoadFailure({ query, region }: { query: Props['query']; region: string }) {
  const messages = useMessages()
  if (query.error === null) return null
  const { failure } = query.error
  return (
    <FailureNotice
      message={failureMessage(failure, messages, region)}
      retryAtMs={retryAt(failure, query.errorUpdatedAt)}
      onRetry={() => void query.refetch()}
    />
  )
}

const ANNOUNCE_DELAY_MS = 700

/**
 * Announces how many images match once typing stops, even if the number is unchanged, and a list that takes long to
 * load. Failures have an alert of their own.
 */
function useCountAnnouncement(count: number | 'pending' | 'error' | 'success', view: ImageView) {
  const { browse } = useMessages()
  const text = typeof count === 'number' ? browse.countIn(count, view.region) : browse.loadingImages
  const { region, type, platform, search } = view
  const query = [region, type, platform, search].join('\n')
  const announced = useRef('')
  useEffect(() => {
    if (count === 'error' || announced.current === query + text) return undefined
    const timer = setTimeout(() => {
      announced.current = query + text
      announce(text, 'count')
    }, ANNOUNCE_DELAY_MS)
    return () => clearTimeout(timer)
  }, [text, query, count])
}
