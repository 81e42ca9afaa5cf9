import { useEffect } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { closeCopyByHand } from './manual-copy.ts'

import classes from './manual-copy-dialog.module.css'

const MOST_LINES = 12

/** A text that the clipboard refused, selected for the keyboard. */
export function CopyByHandDialog({ text, opener }: { text: string; opener: Element | null }) {
  const { copy } = useMessages()
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus()
    },
    [opener],
  )
  return (
    <Dialog onClose={closeCopyByHand} title={copy.byHand} size="lg">
      <p>{copy.failed}</p>
      <textarea
        className={classes.text}
        aria-label={copy.refusedText}
        readOnly
        rows={Math.min(MOST_LINES, text.split('\n').length + 1)}
        value={text}
        data-autofocus
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  )
}
