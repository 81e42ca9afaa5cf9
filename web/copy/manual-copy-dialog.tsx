import { useMessages } from '../i18n/messages.ts'
import { closeDialog } from '../layout/dialog-store.ts'
import { Dialog } from '../ui/dialog.tsx'

import classes from './manual-copy-dialog.module.css'

const MAX_LINES = 12

/** Shows text that the clipboard refused, selected for copying by keyboard. */
export function ManualCopyDialog({ text }: { text: string }) {
  const { copy } = useMessages()
  return (
    <Dialog onClose={closeDialog} title={copy.byHand} size="lg">
      <p>{copy.failed}</p>
      <textarea
        className={classes.text}
        aria-label={copy.refusedText}
        readOnly
        rows={Math.min(MAX_LINES, text.split('\n').length + 1)}
        value={text}
        data-autofocus
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  )
}
