import type { ReactNode } from 'react'

/** Marks the matches of a search in a text. `ranges` are in order and do not overlap. */
export function Highlight({
  text,
  ranges,
}: {
  text: string
  ranges: readonly (readonly [start: number, end: number])[]
}) {
  if (ranges.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return [...parts, text.slice(at)]
}
