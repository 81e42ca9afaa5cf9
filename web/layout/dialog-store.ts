import { create } from 'zustand'

import type { CopiedImage } from '../copy/formats/format.ts'
import type { CopyFormatId } from '../copy/formats/formats.ts'

type Dialog =
  | { kind: 'shortcut-help' }
  | { kind: 'command-palette' }
  /** Shows images in a copy format: `format`, else the one in the URL, else the last one used. */
  | { kind: 'copy'; images: readonly CopiedImage[]; format?: CopyFormatId | 'region-map' }
  /** A text to copy by hand because the clipboard refused it. */
  | { kind: 'manual-copy'; text: string }

type DialogState = {
  dialog: Dialog | null
  /** Gets the focus back when the dialog closes. */
  opener: Element | null
  /** Text typed while the code of the dialog was loading. */
  typedAhead: string
}

const CLOSED: DialogState = { dialog: null, opener: null, typedAhead: '' }

/** The open dialog. There is at most one. */
export const useDialog = create<DialogState>(() => CLOSED)

export function openDialog(dialog: Dialog, opener: Element | null = document.activeElement) {
  useDialog.setState({ dialog, opener, typedAhead: '' })
}

export function closeDialog() {
  const { opener } = useDialog.getState()
  useDialog.setState(CLOSED)
  requestAnimationFrame(() => {
    if (opener instanceof HTMLElement && useDialog.getState().dialog === null) opener.focus()
  })
}

/** Handles a key pressed while the code of a dialog is loading. Returns false if the key is not for a dialog. */
export function typeAhead({ key, ctrlKey, altKey, metaKey, isComposing }: KeyboardEvent): boolean {
  const { dialog, typedAhead } = useDialog.getState()
  if (dialog === null || ctrlKey || altKey || metaKey || isComposing) return false
  if (key === 'Escape') closeDialog()
  if (key.length === 1) useDialog.setState({ typedAhead: typedAhead + key })
  return key.length === 1 || key === 'Escape' || key === 'Enter'
}
