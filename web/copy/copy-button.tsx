import { useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { openDialog } from '../layout/dialog-store.ts'
import { Icon } from '../ui/icon.tsx'
import { announce } from '../ui/live-region.tsx'
import { selectText } from './clipboard.ts'
import { snapshotTimes } from './copy-context.ts'
import type { CopiedImage } from './formats/format.ts'
import { rememberCopy } from './last-copy.ts'
import { useCopy } from './use-copy.ts'

import control from '../ui/control.module.css'
import classes from './copy-button.module.css'

const ICONS = { ready: 'copy', copied: 'check', failed: 'x' } as const

/**
 * Copies `text`. The accessible name never changes; the icon and the live region report the result. If the clipboard refuses,
 * the text in `shown` is selected for copying by keyboard, or shown in a dialog if it is not on the page.
 */
export function CopyButton(props: {
  /** The text, or a function that creates it on click. */
  text: string | (() => string)
  /** The accessible name: says what is copied. */
  label: string
  /** Announced after a successful copy. */
  done: string
  /** The element that shows the text. */
  shown?: RefObject<HTMLElement | null>
  /** The images whose IDs are copied. If their data is old, the user is warned. */
  images?: readonly CopiedImage[] | (() => readonly CopiedImage[])
  /** Visible text beside the icon. */
  caption?: string
  /** The `data-command` that a shortcut clicks. */
  command?: string
  /** For grids that manage focus themselves. */
  tabIndex?: number | undefined
}) {
  const { text, label, done, shown, images, caption, command, tabIndex } = props
  const messages = useMessages()
  const queryClient = useQueryClient()
  const { state, copy, dismiss } = useCopy()

  async function onClick() {
    const content = typeof text === 'string' ? text : text()
    if (await copy(content)) {
      announce(done)
      const copied = typeof images === 'function' ? images() : images
      if (copied !== undefined) rememberCopy(copied, snapshotTimes(queryClient))
      return
    }
    announce(messages.copy.failed)
    if (shown?.current) return selectText(shown.current)
    dismiss()
    openDialog({ kind: 'manual-copy', text: content })
  }

  return (
    <span className={classes.root}>
      <button
        type="button"
        className={`${control.button} ${classes.button}`}
        data-state={state}
        data-command={command}
        aria-label={label}
        tabIndex={tabIndex}
        onClick={() => void onClick()}
      >
        <Icon name={ICONS[state]} />
        {caption}
      </button>
      {state === 'failed' && (
        <span className={classes.failure}>
          {messages.copy.failed}
          <button
            type="button"
            className={classes.dismiss}
            onClick={dismiss}
            aria-label={messages.copy.dismiss}
          >
            <Icon name="x" />
          </button>
        </span>
      )}
    </span>
  )
}
