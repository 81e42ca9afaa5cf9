import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'

import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'

import { imagesQuery, isRefreshing, refreshMutation } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { filterImages } from '../../image/filter-images.ts'
import { ListFilters } from '../../image/list-filters.tsx'
import { parseSearch, searchImages } from '../../image/search-images.ts'
import { NextCall } from '../../region/next-call.tsx'
import { RegionNotices } from '../../region/region-notices.tsx'
import { compareUrl } from '../../routing/routes.ts'
import { useImageView } from '../../routing/use-image-view.ts'
import { SelectAllCheckbox } from '../../selection/select-checkbox.tsx'
import { useListSelection } from '../../selection/use-selection.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { usePrinting } from '../../ui/print-table.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { formatColumns, parseColumns } from './matrix-columns.ts'
import { useMatrixMessages } from './matrix-messages.ts'
import { imagesIn, type MatrixRow, matrixRows } from './matrix-rows.ts'
import { MatrixTable } from './matrix-table.tsx'
import { PrintedMatrix } from './print-table.tsx'

import classes from './matrix-page.module.css'

/** All images of all regions: a row per image, a column per region. */
export function MatrixPage() {
  const matrix = useMatrixMessages()
  const { view } = useImageView()
  const query = useQuery(imagesQuery(ALL_REGIONS))
  return (
    <>
      <PageHead title={matrix.title} intro={matrix.intro}>
        <p>
          <a href={compareUrl()}>{matrix.compare}</a>
        </p>
      </PageHead>
      <ListFilters view={view} regions={[]} />
      <QueryState query={query}>{(answer) => <Matrix answer={answer} />}</QueryState>
    </>
  )
}

function Matrix({ answer }: { answer: ImagesAnswer }) {
  const { browse, selection } = useMessages()
  const matrix = useMatrixMessages()
  const { view } = useImageView()
  const [columns, known, show] = useColumns(answer)
  const rows = useMemo(
    () => matrixRows(filterImages(searchImages(answer.images, parseSearch(view.search)), view)),
    [answer.images, view],
  )
  const images = useMemo(() => imagesIn(rows, columns), [rows, columns])
  const { selectAll } = useListSelection(images, undefined)
  const refresh = useMutation(refreshMutation(useQueryClient()))
  const done = Object.values(answer.regions).filter(({ fetchedAt }) => fetchedAt !== null).length
  return (
    <>
      <RegionNotices answer={answer} refresh={refresh} />
      <div className={classes.summary} aria-busy={isRefreshing(answer)}>
        <strong>
          {matrix.rows(rows.length)} · {browse.regionsDone(done, known.length)}
        </strong>
        {isRefreshing(answer) && <NextCall />}
        {images.length > 0 && (
          <SelectAllCheckbox images={images} onSelectAll={selectAll} caption={selection.all} />
        )}
      </div>
      <div className={classes.tools}>
        <ColumnMenu known={known} columns={columns} onShow={show} />
        {rows.length > 0 && (
          <p id="matrix-keys" className={classes.keys}>
            {matrix.keys}
          </p>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={browse.noMatchTitle} />
      ) : (
        <Rows rows={rows} columns={columns} answer={answer} />
      )}
    </>
  )
}

function Rows(props: { rows: readonly MatrixRow[]; columns: readonly string[]; answer: ImagesAnswer }) {
  return usePrinting() ? <PrintedMatrix {...props} /> : <MatrixTable {...props} />
}

/** The columns in the URL, all known columns, and a function that changes the URL. */
function useColumns({ regions }: ImagesAnswer) {
  const search = useSearch()
  const ids = Object.keys(regions).join(',')
  return useMemo(() => {
    const known = ids === '' ? [] : ids.split(',')
    const columns = parseColumns(new URLSearchParams(search).get('cols'), known) ?? known
    const show = (next: readonly string[]) => {
      const parameters = new URLSearchParams(search)
      const text = formatColumns(next, known)
      if (text === null) parameters.delete('cols')
      else parameters.set('cols', text)
      const query = parameters.toString().replaceAll('%2C', ',')
      navigate(query === '' ? location.pathname : `${location.pathname}?${query}`)
    }
    return [columns, known, show] as const
  }, [search, ids])
}
