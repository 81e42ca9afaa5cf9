import { usePreferences } from '../preferences/preferences-store.ts'
import { useLanguage } from './messages.ts'

/** How to format dates. `timeZone` is the reader's choice; undefined: the browser's. */
export type Locale = { language: string; timeZone: string | undefined }

export function useLocale(): Locale {
  const language = useLanguage()
  const timeZone = usePreferences((preferences) => preferences.timeZone) ?? undefined
  return { language, timeZone }
}

/** A formatter for exact times, in the reader's language and time zone. */
export function useTimeFormat(style: Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>) {
  const { language, timeZone } = useLocale()
  const format = new Intl.DateTimeFormat(language, { ...style, timeZone })
  return (at: string | number) => format.format(new Date(at))
}
