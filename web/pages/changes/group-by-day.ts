import type { Change } from '#contract/changes.ts'

export type Day = { date: string; changes: Change[] }

/** Groups changes by calendar day in a time zone. Keeps their order. */
export function groupByDay(changes: readonly Change[], timeZone: string): Day[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const days = Map.groupBy(changes, ({ at }) => format.format(new Date(at)))
  return [...days].map(([date, changes]) => ({ date, changes }))
}
