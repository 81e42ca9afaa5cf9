/** Rows and columns count from 0; −1 is the row of column headers, or the column of row headers. */
export type GridCell = { row: number; column: number }

/** Without the headers. */
export type GridSize = { rows: number; columns: number }

export type GridKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** How far Page Up and Page Down move. */
const PAGE_ROWS = 8

/** The corner above the row headers has no controls, so the first cell is the one beside it. */
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

const CTRL_STEPS: typeof STEPS = {
  Home: () => FIRST,
  End: (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
}

/** The cell that a key moves to, as in the WAI-ARIA grid pattern; undefined for other keys. */
export function nextCell(event: GridKey, at: GridCell, size: GridSize): GridCell | undefined {
  if (event.altKey || event.shiftKey || event.metaKey) return undefined
  const step = (event.ctrlKey ? CTRL_STEPS : STEPS)[event.key]
  return step === undefined ? undefined : clampToGrid(step(at, size), size)
}

/** The nearest existing cell. */
export function clampToGrid({ row, column }: GridCell, { rows, columns }: GridSize): GridCell {
  const cell = {
    row: Math.min(rows - 1, Math.max(-1, row)),
    column: Math.min(columns - 1, Math.max(-1, column)),
  }
  return cell.row === -1 && cell.column === -1 ? FIRST : cell
}
