import { useMessages } from '../i18n/messages.ts'
import { isAppleKeyboard, keycapsOf, SHORTCUTS } from './shortcuts.ts'

import classes from './shortcut-help.module.css'

/** Every shortcut. A file of its own, because the help page does not need the dialog of `shortcut-help.tsx`. */
export function ShortcutList() {
  const { keyboard } = useMessages()
  const apple = isAppleKeyboard()
  return (
    <dl className={classes.list}>
      {SHORTCUTS.map((shortcut) => (
        <div key={shortcut.id} data-shortcut={shortcut.id}>
          <dt>{keyboard.shortcuts[shortcut.id]}</dt>
          <dd>
            {keycapsOf(shortcut, apple).map((cap) => (
              <kbd key={cap}>{cap}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
