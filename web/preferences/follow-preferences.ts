import { preferredLanguage, speak } from '../messages/messages.ts'
import { type Density, type PageLanguage, usePreferences } from './preferences.ts'

/** Puts what is preferred in use on the document, now and whenever it changes. Gives the function that ends it. */
export function followPreferences(): () => void {
  showDensity(usePreferences.getState().density)
  return usePreferences.subscribe((now, before) => {
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
