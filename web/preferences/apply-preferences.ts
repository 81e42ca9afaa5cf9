import { reportLoadFailure } from '../api/connection.ts'
import { preferredLanguage, setLanguage } from '../i18n/messages.ts'
import { syncAcrossTabs } from '../lib/browser-storage.ts'
import {
  type ColorScheme,
  type Density,
  type PageLanguage,
  prefer,
  usePreferences,
} from './preferences-store.ts'

const SYSTEM_IS_DARK = matchMedia('(prefers-color-scheme: dark)')

/** Puts what is preferred in use on the document, now and whenever it changes, in another tab as well. */
export function applyPreferences(): void {
  showDensity(usePreferences.getState().density)
  showColorScheme(usePreferences.getState().colorScheme)
  SYSTEM_IS_DARK.addEventListener('change', () => showColorScheme(usePreferences.getState().colorScheme))
  syncAcrossTabs(usePreferences)
  usePreferences.subscribe((now, before) => {
    showDensity(now.density)
    showColorScheme(now.colorScheme)
    if (now.language !== before.language) changeLanguage(now.language)
  })
}

/** Under the name that the stylesheets of Mantine look at. */
function showColorScheme(scheme: ColorScheme) {
  const system = SYSTEM_IS_DARK.matches ? 'dark' : 'light'
  document.documentElement.dataset['mantineColorScheme'] = scheme === 'auto' ? system : scheme
}

function showDensity(density: Density) {
  document.documentElement.dataset['density'] = density
}

/** Speaks a language from now on, also where it was preferred before and only the address names another one. */
export function chooseLanguage(language: PageLanguage): void {
  if (usePreferences.getState().language === language) changeLanguage(language)
  else prefer({ language })
}

/** A language that the address names is a link's; whoever chooses another one means the address as well. */
function changeLanguage(language: PageLanguage | null) {
  const url = new URL(location.href)
  if (url.searchParams.has('lang')) {
    url.searchParams.delete('lang')
    history.replaceState(history.state, '', url)
  }
  setLanguage(language ?? preferredLanguage(navigator.languages)).catch(reportLoadFailure)
}
