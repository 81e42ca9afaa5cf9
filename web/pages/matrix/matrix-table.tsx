import { useMemo, useRef } from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { findDuplicateNames } from '../../image/duplicate-names.ts'
import { selectionKey } from '../../selection/selection-store.ts'
import { useListSelection } from '../../selection/use-selection.ts'
import { useScrolledRows } from '../../ui/use-scrolled-rows.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import { ColumnHead } from './column-head.tsx'
import type { GridCell } from './grid-navigation.ts'
import { useMatrixMessages } from './matrix-messages.ts'
import { MatrixRowView } from './matrix-row.tsx'
import { imagesBetweenCells, type MatrixRow } from './matrix-rows.ts'
import { useGridNavigation } from './use-grid-navigation.ts'
import { useRowPx } from './use-row-px.ts'

import table from '../../ui/data-table.module.css'
import classes from './matrix.module.css'

type Props = {
  rows: readonly MatrixRow[]
  columns: readonly string[]
  answer: ImagesAnswer
}

/** The matrix itself; both heads stay in sight, and arrow keys lead from cell to cell. */
export function MatrixTable({ rows, columns, answer }: Props) {
  const matrix = useMatrixMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = useRowPx()
  const range = useScrolledRows(scroller, rows, rowPx)
  const size = { rows: rows.length, columns: columns.length }
  const { active, table: root, onKeyDown, onFocus } = useGridNavigation(size)
  const duplicates = useMemo(() => findDuplicateNames(answer.images), [answer.images])
  const select = useCellSelecting(rows, columns, answer.images)
  return (
    <div
      ref={scroller}
      className={`${table.scroller} ${classes.scroller}`}
      role="region"
      aria-label={matrix.title}
      tabIndex={0}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys that come up from the controls in its cells */}
      <table
        ref={root}
        className={`${table.table} ${classes.matrix}`}
        aria-label={matrix.table}
        aria-describedby="matrix-keys"
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <Heads {...{ rows, columns, answer }} active={active} />
        <tbody>
          <VirtualRows
            range={range}
            kept={active.row}
            count={rows.length}
            columns={columns.length + 1}
            rowPx={rowPx}
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

function Heads({ rows, columns, answer, active }: Props & { active: GridCell }) {
  const matrix = useMatrixMessages()
  return (
    <thead>
      <tr data-row={-1} aria-rowindex={1}>
        <th scope="col">{matrix.image}</th>
        {columns.map((regionId, column) => (
          <ColumnHead
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

/** What a range holds is found in the rows, not in a list. */
const NONE: readonly Image[] = []

/** With Shift, the rectangle from the cell chosen before. */
function useCellSelecting(rows: readonly MatrixRow[], columns: readonly string[], known: readonly Image[]) {
  const { select } = useListSelection(NONE, known, (_, from, to) =>
    imagesBetweenCells(
      rows,
      columns,
      (image) => selectionKey(image) === from,
      (image) => selectionKey(image) === selectionKey(to),
    ),
  )
  return select
}
