import { useSyncExternalStore } from 'react'

/** "3 minutes ago", in the language of the page; goes on by itself. The exact time is told in a time zone, or the browser's. */
export function RelativeTime(props: { at: string; language: string; timeZone: string | undefined }) {
  const { at, language, timeZone } = props
  const nowMs = useNow()
  const exact = exactFormat(language, timeZone).format(new Date(at))
  return (
    <time dateTime={at} title={exact}>
      {formatAge(nowMs - Date.parse(at), language)}
    </time>
  )
}

const exactFormats = new Map<string, Intl.DateTimeFormat>()

/** Made once: that takes a millisecond, and a region's list has an age or two. */
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

/** How long ago, in the largest unit that fits. */
export function formatAge(ageMs: number, language: string): string {
  const format = formats.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  formats.set(language, format)
  const [unit, unitMs] = UNITS.find(([, unitMs]) => ageMs >= unitMs) ?? ['second', 1000]
  return format.format(-Math.max(0, Math.floor(ageMs / unitMs)), unit)
}

const TICK_MS = 1000
let nowMs = Date.now()

function subscribe(onTick: () => void) {
  nowMs = Date.now()
  const timer = setInterval(() => {
    nowMs = Date.now()
    onTick()
  }, TICK_MS)
  return () => clearInterval(timer)
}

/** The time of the wall clock in milliseconds, to the second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs)
}
