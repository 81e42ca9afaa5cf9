import { type Attributes, type ComponentType, createElement, useEffect } from 'react'
import { useSearch } from 'wouter/use-browser-location'
import { create } from 'zustand'

import { preloadCopyMenu } from '../copy/copy-menu.tsx'
import { forgetCopy, useLastCopy } from '../copy/last-copy.ts'
import { whenIdle } from '../lib/idle.ts'
import { lazyComponent } from '../lib/lazy-component.ts'
import { useSelection } from '../selection/selection-store.ts'
import { preloadChoiceMenu } from '../ui/choice-menu.tsx'
import { useDialog } from './dialog-store.ts'

/** Mounts a component while `useProps` returns props for it. Its code loads on first use. */
function mountLazily<Props extends object>(
  useProps: () => (Props & Attributes) | null,
  load: () => Promise<ComponentType<Props>>,
) {
  const { Component, preload } = lazyComponent(load)
  function Mount() {
    const props = useProps()
    return props === null ? null : createElement(Component, props)
  }
  return { Mount, preload }
}

const selectionBar = mountLazily(
  useSelectionBar,
  async () => (await import('../selection/selection-bar.tsx')).SelectionBar,
)
const staleCopy = mountLazily(
  useStaleCopy,
  async () => (await import('../copy/stale-copy-notice.tsx')).StaleCopyNotice,
)
const copyDialog = mountLazily(
  useCopyDialog,
  async () => (await import('../copy/copy-dialog.tsx')).CopyDialog,
)
const manualCopy = mountLazily(
  useManualCopy,
  async () => (await import('../copy/manual-copy-dialog.tsx')).ManualCopyDialog,
)
const shortcutHelp = mountLazily(
  useShortcutHelp,
  async () => (await import('../keyboard/shortcut-help.tsx')).ShortcutHelp,
)
const commandPalette = mountLazily(
  useCommandPalette,
  async () => (await import('../keyboard/command-palette.tsx')).CommandPalette,
)

/** Everything that opens on top of a page. */
export function LazyDialogs() {
  return (
    <>
      <selectionBar.Mount />
      <staleCopy.Mount />
      <copyDialog.Mount />
      <manualCopy.Mount />
      <shortcutHelp.Mount />
      <commandPalette.Mount />
    </>
  )
}

/** Loads whatever the next click or key may open, once the browser is idle. */
export function preloadDialogs() {
  const preloads = [selectionBar, staleCopy, copyDialog, manualCopy, shortcutHelp, commandPalette].map(
    ({ preload }) => preload,
  )
  whenIdle(() => {
    for (const preload of [preloadCopyMenu, preloadChoiceMenu, ...preloads]) preload()
  })
}

/** The notice that a link brought a selection, for the page that adopts it. */
export const { Mount: LinkedSelection } = mountLazily(
  useLinkedSelection,
  async () => (await import('../selection/linked-selection.tsx')).LinkedSelection,
)

const NO_PROPS = {}

function useSelectionBar() {
  return useSelection(({ images }) => images.size > 0) ? NO_PROPS : null
}

function useStaleCopy() {
  const { images, count } = useLastCopy()
  return images.length === 0 ? null : { key: count, images, onDismiss: forgetCopy }
}

function useCopyDialog() {
  const dialog = useDialog((state) => state.dialog)
  return dialog?.kind === 'copy' ? dialog : null
}

function useManualCopy() {
  const dialog = useDialog((state) => state.dialog)
  return dialog?.kind === 'manual-copy' ? dialog : null
}

function useShortcutHelp() {
  return useDialog(({ dialog }) => dialog?.kind === 'shortcut-help') ? NO_PROPS : null
}

function useCommandPalette() {
  return useDialog(({ dialog }) => dialog?.kind === 'command-palette') ? NO_PROPS : null
}

/** The selection leaves the URL once it is adopted, but the notice stays. */
const useHasLink = create(() => ({ hasLink: false }))

function useLinkedSelection() {
  const isInAddress = new URLSearchParams(useSearch()).has('sel')
  const hasLink = useHasLink((state) => state.hasLink)
  useEffect(() => {
    if (isInAddress) useHasLink.setState({ hasLink: true })
  }, [isInAddress])
  return hasLink ? NO_PROPS : null
}
