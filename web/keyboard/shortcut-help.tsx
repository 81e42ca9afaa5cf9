import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../i18n/messages.ts'
import { closeDialog } from '../layout/dialog-store.ts'
import { setPreferences, usePreferences } from '../preferences/preferences-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ShortcutList } from './shortcut-list.tsx'

import classes from './shortcut-help.module.css'

/** The dialog that lists every shortcut and switches them off (WCAG 2.2, 2.1.4). */
export function ShortcutHelp() {
  const { keyboard, page } = useMessages()
  const isOn = usePreferences(({ shortcuts }) => shortcuts)
  return (
    <Dialog onClose={closeDialog} title={keyboard.title} size="lg">
      <label className={classes.switch}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => setPreferences({ shortcuts: currentTarget.checked })}
        />
        {keyboard.on}
      </label>
      <ShortcutList />
      <p className={classes.more}>
        <a href={PAGE_PATHS.help} onClick={closeDialog}>
          {page.help}
        </a>
      </p>
    </Dialog>
  )
}
