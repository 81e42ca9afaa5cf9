import type { RefObject } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { openDialog } from '../layout/dialog-store.ts'
import { Icon } from '../ui/icon.tsx'
import { announce } from '../ui/live-region.tsx'
import { selectText } from './clipboard.ts'
import { type CopiedOut, noteCopied } from './last-copy.ts'
import { useCopy } from './use-copy.ts'

import control from '../ui/control.module.css'
import classes from './copy-button.module.css'

const ICONS = { ready: 'copy', copied: 'check', failed: 'x' } as const

/**
 * Copies exactly `text`. Its name never changes: icon and announcement carry the state. Where the clipboard refuses,
 * the failure is said beside it and the text in `shown` is selected for the keyboard; what is not shown is shown then.
 */
export function CopyButton(props: {
  /** The text, or what makes it when it is wanted. */
  text: string | (() => string)
  /** What it copies, as its accessible name. */
  label: string
  /** Said when the clipboard has it. */
  done: string
  /** The element that shows the text. */
  shown?: RefObject<HTMLElement | null>
  /** The images whose IDs it copies, or what finds them: those of old data say so. */
  images?: readonly CopiedOut[] | (() => readonly CopiedOut[])
  /** Visible beside the icon. */
  caption?: string
  /** The `data-command` that a shortcut clicks. */
  command?: string
  /** Where something else decides which controls Tab leads to. */
  tabIndex?: number | undefined
}) {
  const { text, label, done, shown, images, caption, command, tabIndex } = props
  const messages = useMessages()
  const { state, copy, dismiss } = useCopy()

  async function onClick() {
    const copied = typeof text === 'string' ? text : text()
    const isCopied = await copy(copied)
    announce(isCopied ? done : messages.copy.failed)
    if (isCopied && images !== undefined) noteCopied(typeof images === 'function' ? images() : images)
    if (isCopied) return
    if (shown?.current) return selectText(shown.current)
    dismiss()
    openDialog({ kind: 'manual-copy', text: copied })
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
