import { Modal } from '@mantine/core'

import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'

import { useMessages } from '../messages/messages.ts'
import { prefer, usePreferences } from '../preferences/preferences.ts'
import { isAppleKeyboard } from './apple-keyboard.ts'
import { closeLayer } from './layer.ts'
import { keycapsOf, SHORTCUTS } from './shortcuts.ts'

import classes from './shortcut-help.module.css'

/** Every shortcut there is, and the switch that turns them off (WCAG 2.2, 2.1.4). */
export function ShortcutHelp() {
  const { keyboard, copy } = useMessages()
  const isOn = usePreferences(({ shortcuts }) => shortcuts)
  const apple = isAppleKeyboard()
  return (
    <Modal
      opened
      onClose={closeLayer}
      title={keyboard.title}
      size="lg"
      closeButtonProps={{ 'aria-label': copy.close }}
      portalProps={{ target: '#content' }}
    >
      <label className={classes.switch}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => prefer({ shortcuts: currentTarget.checked })}
        />
        {keyboard.on}
      </label>
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
    </Modal>
  )
}
