import { useTick } from '../lib/ticker.ts'

/**
 * "3 minutes ago" by the server's clock, updated as time passes; the tooltip shows the exact time.
 * @param props.at ISO 8601
 * @param props.timeZone undefined: the browser's
 */
export function RelativeTime(props: { at: string; language: string; timeZone: string | undefined }) {
  const { at, language, timeZone } = props
  const age = useTick(({ serverMs }) => formatAge(serverMs - Date.parse(at), language))
  const exact = exactFormat(language, timeZone).format(new Date(at))
  return (
    <time dateTime={at} title={exact}>
      {age}
    </time>
  )
}

const exactFormats = new Map<string, Intl.DateTimeFormat>()

/** Cached: creating a format takes about a millisecond. */
function exactFormat(language: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`
  const format =
    exactFormats.get(key) ??
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long', timeZone })
  exactFormats.set(key, format)
  return format
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

const formats = new Map<string, Intl.RelativeTimeFormat>()

/** An age in the largest unit that fits, such as "2 hours ago"; a negative age is "now". */
export function formatAge(ageMs: number, language: string): string {
  const format = formats.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  formats.set(language, format)
  const [unit, unitMs] = UNITS.find(([, unitMs]) => ageMs >= unitMs) ?? ['second', 1000]
  return format.format(-Math.max(0, Math.floor(ageMs / unitMs)), unit)
}
