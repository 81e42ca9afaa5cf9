import { useEffect, useRef } from 'react'

import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../i18n/messages.ts'
import { takeAhead } from '../layout/dialog-store.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { isAppleKeyboard } from './apple-keyboard.ts'
import { focusOf } from './focus-kind.ts'
import { ACTIONS } from './shortcut-actions.ts'
import { shortcutFor } from './shortcuts.ts'

/** What lies over the page while it is open, and has the keys to itself. */
const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"], details[data-layer][open]'

/** Listens for every shortcut of the page. */
export function useShortcuts() {
  const messages = useMessages()
  const latest = useRef(messages)
  useEffect(() => {
    latest.current = messages
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const layerOpen = document.querySelector(LAYERS) !== null
      if (!layerOpen && takeAhead(event)) return event.preventDefault()
      const id = shortcutFor(event, {
        enabled: usePreferences.getState().shortcuts,
        layerOpen,
        onImages: location.pathname === PAGE_PATHS.images,
        onMatrix: location.pathname === PAGE_PATHS.matrix,
        focus: focusOf(described(document.activeElement)),
        apple: isAppleKeyboard(),
      })
      if (id === undefined) return
      event.preventDefault()
      // A menu that the key opens listens at once: it must not hear the same key, and close.
      event.stopPropagation()
      void ACTIONS[id](latest.current)
    }
    // Before any dialog hears of it: an Escape that closes one must not find it closed here, and clear the search as well.
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function described(element: Element | null) {
  if (!(element instanceof HTMLElement) || element === document.body) return null
  return {
    tagName: element.tagName,
    type: element instanceof HTMLInputElement ? element.type : undefined,
    role: element.getAttribute('role'),
    isContentEditable: element.isContentEditable,
    isImage: element.dataset['image'] !== undefined,
  }
}
