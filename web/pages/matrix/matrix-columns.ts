/** The columns of the matrix in the URL: region IDs in display order; null means all. */
export type Columns = readonly string[] | null

/** Parses the `cols` parameter. Unknown regions are dropped; null if none remains. */
export function parseColumns(text: string | null, known: readonly string[]): Columns {
  if (text === null) return null
  const columns = [...new Set(text.split(','))].filter((regionId) => known.includes(regionId))
  return columns.length === 0 ? null : columns
}

/** Formats the `cols` parameter; null if all regions are shown in their default order. */
export function formatColumns(columns: readonly string[], known: readonly string[]): string | null {
  const isAll =
    columns.length === known.length && columns.every((regionId, index) => regionId === known[index])
  return isAll || columns.length === 0 ? null : columns.join(',')
}

/** Hides a column, or shows it at the end. The only remaining column cannot be hidden. */
export function toggleColumn(columns: readonly string[], regionId: string): string[] {
  if (!columns.includes(regionId)) return [...columns, regionId]
  return columns.length === 1 ? [...columns] : columns.filter((other) => other !== regionId)
}

/** Moves a column by a number of positions, at most to either end. */
export function moveColumn(columns: readonly string[], regionId: string, by: number): string[] {
  const from = columns.indexOf(regionId)
  if (from < 0) return [...columns]
  const to = Math.min(columns.length - 1, Math.max(0, from + by))
  return columns.toSpliced(from, 1).toSpliced(to, 0, regionId)
}
