import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'

import { nextCell, type GridCell, type GridSize, clampToGrid } from './grid-navigation.ts'

/** The header of the first row. */
const START: GridCell = { row: 0, column: -1 }

/**
 * Keyboard navigation of a grid: one cell is in the tab order, and arrow keys move between cells. The focus goes to the
 * first control of a cell, which then handles Space and Enter, or to the cell itself if it has none.
 */
export function useGridNavigation(size: GridSize) {
  const [cell, setCell] = useState(START)
  const table = useRef<HTMLTableElement>(null)
  const isMoving = useRef(false)
  const active = clampToGrid(cell, size)

  useEffect(() => {
    if (!isMoving.current) return
    isMoving.current = false
    const row = table.current?.querySelector<HTMLTableRowElement>(`tr[data-row="${active.row}"]`)
    const element = row?.cells[active.column + 1]
    const target = element?.querySelector<HTMLElement>('input, a, button') ?? element
    target?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active.row, active.column])

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    if (event.defaultPrevented || cellOf(event.target) === undefined) return
    const next = nextCell(event, active, size)
    if (next !== undefined) {
      event.preventDefault()
      isMoving.current = next.row !== active.row || next.column !== active.column
      setCell(next)
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.target.closest('[data-image]')?.querySelector('a')?.click()
    }
  }

  function onFocus({ target }: FocusEvent<HTMLTableElement>) {
    const at = cellOf(target)
    if (at !== undefined) setCell(at)
  }

  return { active, table, onKeyDown, onFocus }
}

function cellOf(target: EventTarget): GridCell | undefined {
  if (!(target instanceof Element)) return undefined
  const cell = target.closest('td, th')
  const row = Number(cell?.closest('tr')?.dataset['row'] ?? Number.NaN)
  if (!(cell instanceof HTMLTableCellElement) || Number.isNaN(row)) return undefined
  return { row, column: cell.cellIndex - 1 }
}
