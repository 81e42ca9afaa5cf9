/** The rows that were measured, and how high the others are taken to be: as those that were measured first. */
export type RowHeights = { measured: ReadonlyMap<number, number>; usualPx: number }

/** Where each row begins, and at the end where the last one ends. */
export function rowOffsets({ measured, usualPx }: RowHeights, count: number): Float64Array {
  // Each key in the search box makes a new list: few rows are measured, and the others are not asked for one by one.
  const offsets = new Float64Array(count + 1).fill(usualPx, 1)
  for (const [row, height] of measured) if (row < count) offsets[row + 1] = height
  let end = 0
  for (let row = 1; row <= count; row += 1) {
    end += offsets[row] ?? 0
    offsets[row] = end
  }
  return offsets
}

/** What is known of the heights after a look at some rows. What is usual stays, as nothing far away shall move. */
export function withHeights(known: RowHeights, seen: ReadonlyMap<number, number>): RowHeights {
  const isNew = [...seen].some(([row, height]) => known.measured.get(row) !== height)
  if (!isNew) return known
  const usualPx = known.measured.size > 0 ? known.usualPx : meanOf([...seen.values()])
  return { measured: new Map([...known.measured, ...seen]), usualPx }
}

/** The row at a height, the first or last one where it lies outside. */
export function rowAt(offsets: Readonly<ArrayLike<number>>, y: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
