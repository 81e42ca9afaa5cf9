import { useQuery } from '@tanstack/react-query'
import {
  memo,
  type RefObject,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { regionsQuery } from '../../api/queries.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { findDuplicateNames } from '../../image/duplicate-names.ts'
import { localName } from '../../region/region-name.ts'
import { selectionKey } from '../../selection/selection-store.ts'
import { useListSelection } from '../../selection/use-selection.ts'
import { useVirtualList, VirtualTableRows } from '../../ui/virtual-list.tsx'
import { CopyRegionMap } from './copy-region-map.tsx'
import type { GridCell } from './grid-navigation.ts'
import { useMatrixMessages } from './matrix-messages.ts'
import { MatrixRowView } from './matrix-row.tsx'
import { imagesBetweenCells, imagesIn, type MatrixRow } from './matrix-rows.ts'
import { useGridNavigation } from './use-grid-navigation.ts'

import table from '../../ui/data-table.module.css'
import classes from './matrix-table.module.css'

/** Rows have up to 27 cells: a matrix is mounted whole only while it is short. */
const MAX_WHOLE_MATRIX = 100
const MARGIN_ROWS = 10
const NO_ROWS: readonly MatrixRow[] = []

type Props = {
  rows: readonly MatrixRow[]
  columns: readonly string[]
  answer: ImagesAnswer
}

/** A table with sticky headers. Arrow keys move between its cells. */
export function MatrixTable({ rows, columns, answer }: Props) {
  const matrix = useMatrixMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const size = { rows: rows.length, columns: columns.length }
  const { active, table: root, onKeyDown, onFocus } = useGridNavigation(size)
  const list = useVirtualMatrix(rows, active.row, scroller)
  const duplicates = useMemo(() => findDuplicateNames(answer.images), [answer.images])
  const select = useCellSelection(rows, columns, answer.images)
  return (
    <div
      ref={scroller}
      className={`${table.scroller} ${classes.scroller}`}
      role="region"
      aria-label={matrix.title}
      tabIndex={0}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- handles arrow keys that bubble up from the controls in its cells */}
      <table
        ref={root}
        className={`${table.table} ${classes.matrix}`}
        aria-label={matrix.table}
        aria-describedby="matrix-keys"
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <TableHead {...{ rows, columns, answer }} active={active} />
        <tbody>
          <VirtualTableRows
            list={list}
            count={rows.length}
            columns={columns.length + 1}
            renderRow={(index) => {
              const row = rows[index]
              if (row === undefined) return null
              return (
                <MatrixRowView
                  key={row.key}
                  row={row}
                  index={index}
                  columns={columns}
                  states={answer.regions}
                  duplicates={duplicates}
                  activeColumn={active.row === index ? active.column : undefined}
                  onSelect={select}
                />
              )
            }}
          />
        </tbody>
      </table>
    </div>
  )
}

function useVirtualMatrix(
  rows: readonly MatrixRow[],
  focusedRow: number,
  scroller: RefObject<HTMLElement | null>,
) {
  const rowPx = useRowPx()
  return useVirtualList({
    count: rows.length,
    rowPx,
    focusedRow,
    maxWhole: MAX_WHOLE_MATRIX,
    isFirstDraw: useDeferredValue(rows, NO_ROWS) !== rows,
    scroller,
    marginPx: MARGIN_ROWS * rowPx,
    step: MARGIN_ROWS,
    measure: useCallback(() => ({ topPx: -(scroller.current?.scrollTop ?? 0) }), [scroller]),
  })
}

function TableHead({ rows, columns, answer, active }: Props & { active: GridCell }) {
  const matrix = useMatrixMessages()
  return (
    <thead>
      <tr data-row={-1} aria-rowindex={1}>
        <th scope="col">{matrix.image}</th>
        {columns.map((regionId, column) => (
          <ColumnHeader
            key={regionId}
            regionId={regionId}
            rows={rows}
            states={answer.regions}
            isActive={active.row === -1 && active.column === column}
          />
        ))}
      </tr>
    </thead>
  )
}

/** A region and the buttons that copy its column. */
const ColumnHeader = memo(function ColumnHeader(props: {
  regionId: string
  rows: readonly MatrixRow[]
  states: ImagesAnswer['regions']
  isActive: boolean
}) {
  const { regionId, rows, states, isActive } = props
  const matrix = useMatrixMessages()
  const language = useLanguage()
  const region = useQuery(regionsQuery()).data?.regions.find((other) => other.regionId === regionId)
  return (
    <th scope="col">
      <span className={classes.head}>
        <span>
          {region !== undefined && <small className={classes.local}>{localName(region, language)}</small>}
          <code>{regionId}</code>
        </span>
        <CopyRegionMap
          images={() => imagesIn(rows, [regionId])}
          states={states}
          label={matrix.copyColumn(regionId)}
          more={matrix.moreColumn(regionId)}
          done={matrix.copied(regionId)}
          isActive={isActive}
        />
      </span>
    </th>
  )
})

/** The range of a selection is looked up in the rows instead of a list. */
const NO_LIST: readonly Image[] = []

/** Shift selects the rectangle between the last selected cell and this one. */
function useCellSelection(rows: readonly MatrixRow[], columns: readonly string[], known: readonly Image[]) {
  const { select } = useListSelection(NO_LIST, known, (_, from, to) =>
    imagesBetweenCells(
      rows,
      columns,
      (image) => selectionKey(image) === from,
      (image) => selectionKey(image) === selectionKey(to),
    ),
  )
  return select
}

/** Rows are higher on narrow screens, where the row headers wrap. Must match matrix-table.module.css. */
const NARROW = matchMedia('(max-width: 40em)')
const ROW_PX = { narrow: 140, wide: 72 }

function subscribeToWidth(onChange: () => void) {
  NARROW.addEventListener('change', onChange)
  return () => NARROW.removeEventListener('change', onChange)
}

/** The height of every row, which the virtual rows are laid out with. */
function useRowPx(): number {
  return useSyncExternalStore(subscribeToWidth, () => (NARROW.matches ? ROW_PX.narrow : ROW_PX.wide))
}
