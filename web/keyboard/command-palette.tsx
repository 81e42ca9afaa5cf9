import { type KeyboardEvent, useId, useState } from 'react'

import { useMessages } from '../i18n/messages.ts'
import { closeDialog, useDialog } from '../layout/dialog-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { type Command, findCommands, useCommands } from './use-commands.ts'

import control from '../ui/control.module.css'
import classes from './command-palette.module.css'

const STEPS: Partial<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

/** Finds and opens regions, pages and loaded images, and runs actions. */
export function CommandPalette() {
  const { keyboard } = useMessages()
  const [query, setQuery] = useState(() => useDialog.getState().typedAhead)
  const [active, setActive] = useState(0)
  const found = findCommands(useCommands(), query)
  const list = useId()

  function run(command: Command | undefined) {
    if (command === undefined) return
    closeDialog()
    command.run()
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter and arrows belong to the input method while it is composing.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const step = STEPS[event.key]
    if (event.key === 'Enter') run(found[active])
    else if (step === undefined || found.length === 0) return
    else move((active + step + found.length) % found.length)
    event.preventDefault()
  }

  function move(index: number) {
    setActive(index)
    document.querySelector(`[id="${optionId(list, index)}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <Dialog onClose={closeDialog} title={keyboard.palette} size="lg">
      <input
        className={`${control.field} ${classes.search}`}
        role="combobox"
        aria-label={keyboard.paletteHint}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length === 0 ? undefined : optionId(list, active)}
        aria-autocomplete="list"
        data-autofocus
        ref={focusImmediately}
        placeholder={keyboard.paletteHint}
        value={query}
        onChange={({ currentTarget }) => {
          setQuery(currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p role="status">{keyboard.nothing}</p>}
      <Options id={list} found={found} active={active} onRun={run} />
    </Dialog>
  )
}

/** The dialog moves focus a moment after it opens; keys typed before that would be lost. */
function focusImmediately(field: HTMLInputElement | null) {
  field?.focus()
}

function optionId(list: string, index: number): string {
  return `${list}-${index}`
}

function Options(props: {
  id: string
  found: readonly Command[]
  active: number
  onRun: (command: Command) => void
}) {
  const { id, found, active, onRun } = props
  const { keyboard } = useMessages()
  return (
    <div id={id} role="listbox" aria-label={keyboard.palette} className={classes.list}>
      {found.map((command, index) => (
        <button
          key={`${command.kind} ${command.id}`}
          id={optionId(id, index)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          onClick={() => onRun(command)}
        >
          <span>{command.label}</span>
          <span className={classes.kind}>{keyboard.kinds[command.kind]}</span>
        </button>
      ))}
    </div>
  )
}
