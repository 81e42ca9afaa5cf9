import type { Change } from '#contract/changes.ts'

/** The changes of one day, newest first. */
export type Day = { date: string; changes: Change[] }

/** Groups changes, newest first, by the calendar day of a time zone. */
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
