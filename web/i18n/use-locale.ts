import { usePreferences } from '../preferences/preferences-store.ts'
import { useLanguage } from './messages.ts'

/** How dates are written: in the language of the page, and in the time zone that was chosen; undefined is the browser's. */
export type Locale = { language: string; timeZone: string | undefined }

/** How dates are written here. */
export function useLocale(): Locale {
  const language = useLanguage()
  const timeZone = usePreferences((preferences) => preferences.timeZone) ?? undefined
  return { language, timeZone }
}

/** Writes exact times as the reader wants them: in language and time zone. */
export function useTimeFormat(style: Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>) {
  const { language, timeZone } = useLocale()
  const format = new Intl.DateTimeFormat(language, { ...style, timeZone })
  return (at: string | number) => format.format(new Date(at))
}
