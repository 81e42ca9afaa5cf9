import { preferredLanguage, speak } from '../messages/messages.ts'
import { type Density, type PageLanguage, usePreferences } from './preferences.ts'

/** Puts what is preferred in use on the document, now and whenever it changes, in another tab as well. */
export function followPreferences(): void {
  showDensity(usePreferences.getState().density)
  // What another tab prefers holds here too; else the next choice here would undo the one there.
  addEventListener('storage', ({ key }) => {
    if (key === usePreferences.persist.getOptions().name) void usePreferences.persist.rehydrate()
  })
  usePreferences.subscribe((now, before) => {
    showDensity(now.density)
    if (now.language !== before.language) changeLanguage(now.language)
  })
}

function showDensity(density: Density) {
  document.documentElement.dataset['density'] = density
}

/** A language that the address names is a link's; whoever chooses another one means the address as well. */
function changeLanguage(language: PageLanguage | null) {
  const url = new URL(location.href)
  if (url.searchParams.has('lang')) {
    url.searchParams.delete('lang')
    history.replaceState(history.state, '', url)
  }
  void speak(language ?? preferredLanguage(navigator.languages))
}
