import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'

import { nextCell, type GridCell, type GridSize, clampToGrid } from './grid-navigation.ts'

/** Where the operator is before the first step: the head of the first row. */
const START: GridCell = { row: 0, column: -1 }

/**
 * The keys of a grid: one cell is in the tab order, arrows lead to the others. A cell that holds controls gives the focus to the
 * first of them, so that Space and Enter are theirs; an empty one takes it itself.
 */
export function useGridNavigation(size: GridSize) {
  const [place, setPlace] = useState(START)
  const table = useRef<HTMLTableElement>(null)
  const isMoving = useRef(false)
  const active = clampToGrid(place, size)

  useEffect(() => {
    if (!isMoving.current) return
    isMoving.current = false
    const row = table.current?.querySelector<HTMLTableRowElement>(`tr[data-row="${active.row}"]`)
    const cell = row?.cells[active.column + 1]
    const target = cell?.querySelector<HTMLElement>('input, a, button') ?? cell
    target?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active.row, active.column])

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    if (event.defaultPrevented || placeOf(event.target) === undefined) return
    const next = nextCell(event, active, size)
    if (next !== undefined) {
      event.preventDefault()
      isMoving.current = next.row !== active.row || next.column !== active.column
      setPlace(next)
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.target.closest('[data-image]')?.querySelector('a')?.click()
    }
  }

  function onFocus({ target }: FocusEvent<HTMLTableElement>) {
    const at = placeOf(target)
    if (at !== undefined) setPlace(at)
  }

  return { active, table, onKeyDown, onFocus }
}

function placeOf(target: EventTarget): GridCell | undefined {
  if (!(target instanceof Element)) return undefined
  const cell = target.closest('td, th')
  const row = Number(cell?.closest('tr')?.dataset['row'] ?? Number.NaN)
  if (!(cell instanceof HTMLTableCellElement) || Number.isNaN(row)) return undefined
  return { row, column: cell.cellIndex - 1 }
}
