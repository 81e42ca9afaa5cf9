import './global.css'
import './ui/control.module.css'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'

import { reportLoadFailure } from './api/connection.ts'
import { takeLaunchToken } from './api/launch-token.ts'
import { App, queryClient } from './app.tsx'
import { preferredLanguage, setLanguage } from './i18n/messages.ts'
import { syncAcrossTabs } from './lib/browser-storage.ts'
import { onLoadFailure } from './lib/lazy-component.ts'
import { initOffline } from './offline/offline-entry.ts'
import { applyPreferences } from './preferences/apply-preferences.ts'
import { PAGE_LANGUAGES, usePreferences } from './preferences/preferences-store.ts'
import { interceptLinks } from './routing/intercept-links.ts'
import { useSelection } from './selection/selection-store.ts'
import { enforceTrustedTypes } from './trusted-types.ts'

enforceTrustedTypes()
onLoadFailure(() => void reportLoadFailure())
takeLaunchToken(globalThis)
// Pasting an address with a token over one without changes only the fragment, so the browser does not reload.
addEventListener('hashchange', () => takeLaunchToken(globalThis) && location.reload())
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
if (nonce !== '') setNonce(nonce)

const requested = new URLSearchParams(location.search).get('lang')
const language =
  PAGE_LANGUAGES.find((known) => known === requested) ??
  usePreferences.getState().language ??
  preferredLanguage(navigator.languages)

const root = document.querySelector('#root')
if (root !== null) void start(root)

/** Not awaited at the top level: lazy modules import this file, and would deadlock. */
async function start(root: Element) {
  // If the texts fail to load, the page starts in English and reports it.
  await setLanguage(language).catch(() => void reportLoadFailure())
  interceptLinks(document)
  applyPreferences()
  syncAcrossTabs(useSelection)
  await initOffline(queryClient)
  createRoot(root).render(<App />)
}
