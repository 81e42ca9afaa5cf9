import { reportLoadFailure } from '../api/connection.ts'
import { preferredLanguage, setLanguage } from '../i18n/messages.ts'
import { syncAcrossTabs } from '../lib/browser-storage.ts'
import {
  type ColorScheme,
  type Density,
  type PageLanguage,
  setPreferences,
  usePreferences,
} from './preferences-store.ts'

const SYSTEM_IS_DARK = matchMedia('(prefers-color-scheme: dark)')

/** Applies the preferences to the document, now and whenever they change in this tab or another one. */
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

/** Sets the attribute that Mantine's stylesheets use. */
function showColorScheme(scheme: ColorScheme) {
  const system = SYSTEM_IS_DARK.matches ? 'dark' : 'light'
  document.documentElement.dataset['mantineColorScheme'] = scheme === 'auto' ? system : scheme
}

function showDensity(density: Density) {
  document.documentElement.dataset['density'] = density
}

/** Switches the language, even if it is the preferred one already and only the URL asks for another. */
export function chooseLanguage(language: PageLanguage): void {
  if (usePreferences.getState().language === language) changeLanguage(language)
  else setPreferences({ language })
}

/** Also removes `lang` from the URL, which would otherwise take precedence. */
function changeLanguage(language: PageLanguage | null) {
  const url = new URL(location.href)
  if (url.searchParams.has('lang')) {
    url.searchParams.delete('lang')
    history.replaceState(history.state, '', url)
  }
  setLanguage(language ?? preferredLanguage(navigator.languages)).catch(reportLoadFailure)
}
