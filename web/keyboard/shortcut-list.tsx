import { useMessages } from '../i18n/messages.ts'
import { isAppleKeyboard } from './apple-keyboard.ts'
import { keycapsOf, SHORTCUTS } from './shortcuts.ts'

import classes from './shortcut-help.module.css'

/** Every shortcut, out of the registry that binds them. */
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
