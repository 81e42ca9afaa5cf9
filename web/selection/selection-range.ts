/**
 * The keys from the one that was selected last to the one that was chosen with Shift, both included, in the order of the list.
 * Where the former is not in the list any more, the latter alone.
 */
export function keysBetween(keys: readonly string[], from: string | undefined, to: string): string[] {
  const end = keys.indexOf(to)
  if (end === -1) return []
  const start = from === undefined ? -1 : keys.indexOf(from)
  return start === -1 ? [to] : keys.slice(Math.min(start, end), Math.max(start, end) + 1)
}
