/** The columns of the matrix as the URL has them: region IDs in their order; null stands for all. */
export type Columns = readonly string[] | null

/** Reads `cols`; regions that do not exist are left out, and nothing left means all. */
export function parseColumns(text: string | null, known: readonly string[]): Columns {
  if (text === null) return null
  const asked = [...new Set(text.split(','))].filter((regionId) => known.includes(regionId))
  return asked.length === 0 ? null : asked
}

/** Writes `cols`; null where it is not written, since all regions are shown in their own order. */
export function formatColumns(columns: readonly string[], known: readonly string[]): string | null {
  const isAll =
    columns.length === known.length && columns.every((regionId, index) => regionId === known[index])
  return isAll || columns.length === 0 ? null : columns.join(',')
}

/** Shows or hides a column; shown again it comes last. The last one stays. */
export function toggleColumn(columns: readonly string[], regionId: string): string[] {
  if (!columns.includes(regionId)) return [...columns, regionId]
  return columns.length === 1 ? [...columns] : columns.filter((other) => other !== regionId)
}

/** Moves a column by so many places; beyond the ends it stays at the end. */
export function moveColumn(columns: readonly string[], regionId: string, by: number): string[] {
  const from = columns.indexOf(regionId)
  if (from < 0) return [...columns]
  const to = Math.min(columns.length - 1, Math.max(0, from + by))
  return columns.toSpliced(from, 1).toSpliced(to, 0, regionId)
}
