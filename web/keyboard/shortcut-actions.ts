import { navigate } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'

import { writeClipboard } from '../copy/clipboard.ts'
import type { Messages } from '../i18n/en.ts'
import { openDialog } from '../layout/dialog-store.ts'
import { setPreferences, usePreferences } from '../preferences/preferences-store.ts'
import { type ImageView, parseView } from '../routing/image-view.ts'
import { showView } from '../routing/use-image-view.ts'
import { linkedSelectionUrl } from '../selection/selection-link.ts'
import { useSelection } from '../selection/selection-store.ts'
import { announce } from '../ui/live-region.tsx'
import type { ShortcutId } from './shortcuts.ts'

/** What each shortcut does; a shortcut without an action does not compile. */
export const SHORTCUT_ACTIONS: Record<ShortcutId, (messages: Messages) => unknown> = {
  'focus-search': () => document.querySelector<HTMLElement>('input[type="search"]')?.focus(),
  'pick-region': openRegionPicker,
  'show-all-types': () => changeView({ type: 'all' }),
  'show-system': () => changeView({ type: 'system' }),
  'show-app': () => changeView({ type: 'app' }),
  'show-custom': () => changeView({ type: 'custom' }),
  'next-image': () => moveFocus(1),
  'previous-image': () => moveFocus(-1),
  'open-image': openImage,
  'switch-layout': switchLayout,
  'select-image': () => void runOnImage('select'),
  'select-range': () => void runOnImage('select', true),
  'select-all': () => void runOnPage('select-all'),
  'copy-id': () => runOnImage('copy-id') || runOnPage('copy-selection'),
  'copy-as': () => runOnImage('copy-as') || runOnPage('copy-selection-as'),
  'copy-link': copyLink,
  'refresh-region': () => void runOnPage('refresh'),
  'clear-search': () => changeView({ search: '' }),
  'open-matrix': () => navigate(PAGE_PATHS.matrix),
  'open-palette': () => openDialog({ kind: 'command-palette' }),
  'open-help': () => openDialog({ kind: 'shortcut-help' }),
}

function changeView(change: Partial<ImageView>) {
  showView({ ...parseView(location.search).view, ...change }, 'push')
}

function switchLayout() {
  const current = parseView(location.search).view.layout ?? usePreferences.getState().layout
  const layout = current === 'cards' ? 'table' : 'cards'
  setPreferences({ layout })
  changeView({ layout })
}

function openRegionPicker() {
  const picker = document.querySelector<HTMLElement>('search [role="combobox"], search input')
  picker?.focus()
  picker?.click()
}

async function copyLink({ copy }: Messages) {
  const selected = [...useSelection.getState().images.values()]
  const url = linkedSelectionUrl(location.href, selected) ?? location.href
  const isCopied = await writeClipboard(url, document)
  announce(isCopied ? copy.copiedSnippet(copy.forms.url) : copy.failed)
  if (!isCopied) openDialog({ kind: 'manual-copy', text: url })
}

/** The list entry that has the focus or contains it. */
function focusedImage(): Element | null {
  return document.activeElement?.closest('[data-image]') ?? null
}

/** Focuses the next or previous entry of the list, or the first if none has the focus. */
function moveFocus(step: 1 | -1) {
  const images = [...document.querySelectorAll<HTMLElement>('[data-image]')]
  const current = images.findIndex((image) => image === focusedImage())
  const next = current === -1 ? images[0] : images[current + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function openImage() {
  focusedImage()?.querySelector<HTMLElement>('a[href]')?.click()
}

/** The `data-command` of a control that shortcuts click, so that a key shows and announces the same as the mouse. */
type Command =
  | 'copy-id'
  | 'copy-as'
  | 'select'
  | 'select-all'
  | 'refresh'
  | 'copy-selection'
  | 'copy-selection-as'

/** Clicks a control of the focused image. Returns false if there is none. */
function runOnImage(command: Command, withShift = false): boolean {
  return clickCommand(focusedImage(), command, withShift)
}

/** Clicks a control of the page. Returns false if there is none. */
function runOnPage(command: Command): boolean {
  return clickCommand(document.body, command, false)
}

function clickCommand(within: Element | null, command: Command, withShift: boolean): boolean {
  const target = within?.querySelector(`[data-command="${command}"]`)
  return (
    target?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: withShift }),
    ) !== undefined
  )
}
