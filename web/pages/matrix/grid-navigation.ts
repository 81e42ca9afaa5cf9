/** A cell of the matrix: rows and columns count from 0; −1 is the head of all columns, or of a row. */
export type GridCell = { row: number; column: number }

/** How many rows and columns there are, heads not counted. */
export type GridSize = { rows: number; columns: number }

/** What is read of a keydown. */
export type GridKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** So many rows go by with Page Up and Page Down. */
const PAGE_ROWS = 8

/** The corner over the heads of the rows has nothing to do in it. */
const FIRST: GridCell = { row: -1, column: 0 }

const STEPS: Record<string, (at: GridCell, size: GridSize) => GridCell> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }) => ({ row: Math.max(0, row - PAGE_ROWS), column }),
  PageDown: ({ row, column }) => ({ row: row + PAGE_ROWS, column }),
  Home: ({ row }) => ({ row, column: -1 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
}

const FAR: typeof STEPS = {
  Home: () => FIRST,
  End: (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
}

/** Where a key leads from a cell, as in the grids of WAI-ARIA; undefined where the key is not the grid's. */
export function nextCell(event: GridKey, at: GridCell, size: GridSize): GridCell | undefined {
  if (event.altKey || event.shiftKey || event.metaKey) return undefined
  const step = (event.ctrlKey ? FAR : STEPS)[event.key]
  return step === undefined ? undefined : clampToGrid(step(at, size), size)
}

/** The nearest cell that there is. */
export function clampToGrid({ row, column }: GridCell, { rows, columns }: GridSize): GridCell {
  const place = {
    row: Math.min(rows - 1, Math.max(-1, row)),
    column: Math.min(columns - 1, Math.max(-1, column)),
  }
  return place.row === -1 && place.column === -1 ? FIRST : place
}
