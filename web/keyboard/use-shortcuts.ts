import { useEffect, useRef } from 'react'

import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../i18n/messages.ts'
import { typeAhead } from '../layout/dialog-store.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { focusKind } from './focus-kind.ts'
import { SHORTCUT_ACTIONS } from './shortcut-actions.ts'
import { isAppleKeyboard, shortcutFor } from './shortcuts.ts'

/** Open overlays: they handle all keys themselves. */
const LAYERS = '[role="dialog"], [role="menu"], [role="listbox"], details[data-layer][open]'

/** Handles the shortcuts of every page. */
export function useShortcuts() {
  const messages = useMessages()
  const latest = useRef(messages)
  useEffect(() => {
    latest.current = messages
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const layerOpen = document.querySelector(LAYERS) !== null
      if (!layerOpen && typeAhead(event)) return event.preventDefault()
      const id = shortcutFor(event, {
        enabled: usePreferences.getState().shortcuts,
        layerOpen,
        onImages: location.pathname === PAGE_PATHS.images,
        onMatrix: location.pathname === PAGE_PATHS.matrix,
        focus: focusKind(describe(document.activeElement)),
        apple: isAppleKeyboard(),
      })
      if (id === undefined) return
      event.preventDefault()
      // A menu opened by this key starts listening immediately; the same event must not close it again.
      event.stopPropagation()
      void SHORTCUT_ACTIONS[id](latest.current)
    }
    // Capture, so that this runs before a dialog closes on Escape: otherwise the same Escape would also clear the search.
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

function describe(element: Element | null) {
  if (!(element instanceof HTMLElement) || element === document.body) return null
  return {
    tagName: element.tagName,
    type: element instanceof HTMLInputElement ? element.type : undefined,
    role: element.getAttribute('role'),
    isContentEditable: element.isContentEditable,
    isImage: element.dataset['image'] !== undefined,
  }
}
