import { useEffect } from 'react'
import { navigate } from 'wouter/use-browser-location'

import { writeClipboard } from '../copy/clipboard.ts'
import { PATHS } from '../location/routes.ts'
import { showView } from '../location/use-view.ts'
import { type ImageView, parseView } from '../location/view.ts'
import { type Messages, useMessages } from '../messages/messages.ts'
import { prefer, usePreferences } from '../preferences/preferences.ts'
import { announce } from '../ui/announcer.tsx'
import { isAppleKeyboard } from './apple-keyboard.ts'
import { focusOf } from './focus.ts'
import { openLayer } from './layers.tsx'
import { moveToImage, openImage, pressInImage, pressOnPage } from './listed-image.ts'
import { shortcutFor, type ShortcutId } from './shortcuts.ts'

/** Listens for every shortcut of the page. */
export function useShortcuts() {
  const messages = useMessages()
  const enabled = usePreferences(({ shortcuts }) => shortcuts)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const id = shortcutFor(event, {
        enabled,
        layerOpen: document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null,
        onImages: location.pathname === PATHS.images,
        focus: focusOf(described(document.activeElement)),
        apple: isAppleKeyboard(),
      })
      const action = id === undefined ? undefined : ACTIONS[id]
      if (action === undefined) return
      event.preventDefault()
      action(messages)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled, messages])
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

const ACTIONS: Partial<Record<ShortcutId, (messages: Messages) => void>> = {
  'focus-search': () => document.querySelector<HTMLElement>('input[type="search"]')?.focus(),
  'pick-region': openRegionPicker,
  'show-all-types': () => change({ type: 'all' }),
  'show-system': () => change({ type: 'system' }),
  'show-app': () => change({ type: 'app' }),
  'show-custom': () => change({ type: 'custom' }),
  'next-image': () => moveToImage(1),
  'previous-image': () => moveToImage(-1),
  'open-image': openImage,
  'switch-layout': switchLayout,
  'select-image': () => void pressInImage('select'),
  'select-range': () => void pressInImage('select', true),
  'select-all': () => void pressOnPage('select-all'),
  'copy-id': () => pressInImage('copy-id') || pressOnPage('copy-selection'),
  'copy-as': () => pressInImage('copy-as') || pressOnPage('copy-selection-as'),
  'copy-link': copyLink,
  'refresh-region': () => void pressOnPage('refresh'),
  'clear-search': () => change({ search: '' }),
  'open-matrix': () => navigate(PATHS.matrix),
  'open-help': () => openLayer('help'),
}

function change(part: Partial<ImageView>) {
  showView({ ...parseView(location.search).view, ...part }, 'push')
}

function switchLayout() {
  const current = parseView(location.search).view.layout ?? usePreferences.getState().layout
  const layout = current === 'cards' ? 'table' : 'cards'
  prefer({ layout })
  change({ layout })
}

function openRegionPicker() {
  const picker = document.querySelector<HTMLElement>('search [role="combobox"], search input')
  picker?.focus()
  picker?.click()
}

async function copyLink({ copy }: Messages) {
  const isCopied = await writeClipboard(location.href, document)
  announce(isCopied ? copy.copiedSnippet(copy.forms.url) : copy.failed)
}
