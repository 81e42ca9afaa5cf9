import { navigate } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'

import { writeClipboard } from '../copy/clipboard.ts'
import { openCopyByHand } from '../copy/manual-copy.ts'
import type { Messages } from '../i18n/en.ts'
import { openLayer } from '../layout/dialog-store.ts'
import { prefer, usePreferences } from '../preferences/preferences-store.ts'
import { type ImageView, parseView } from '../routing/image-view.ts'
import { showView } from '../routing/use-image-view.ts'
import { sharedSelectionUrl } from '../selection/selection-link.ts'
import { useSelection } from '../selection/selection-store.ts'
import { announce } from '../ui/live-region.tsx'
import { moveToImage, openImage, pressInImage, pressOnPage } from './listed-image.ts'
import type { ShortcutId } from './shortcuts.ts'

/** What each shortcut does; one without its action does not compile. */
export const ACTIONS: Record<ShortcutId, (messages: Messages) => unknown> = {
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
  'open-matrix': () => navigate(PAGE_PATHS.matrix),
  'open-palette': () => openLayer('palette'),
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
  const selected = [...useSelection.getState().images.values()]
  const url = sharedSelectionUrl(location.href, selected) ?? location.href
  const isCopied = await writeClipboard(url, document)
  announce(isCopied ? copy.copiedSnippet(copy.forms.url) : copy.failed)
  if (!isCopied) openCopyByHand(url)
}
