import { IconSearch, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef } from 'react'

import { useMessages } from '../i18n/messages.ts'

import control from './control.module.css'
import classes from './search-box.module.css'

/** The search of a list. Uncontrolled, so that a keystroke never waits for the list; what the URL says is written into it. */
export function SearchBox(props: {
  /** What the URL says, or is about to. */
  text: string
  onType: (text: string) => void
  box?: RefObject<HTMLInputElement | null>
  /** The ID of what says how much was found. */
  describedBy?: string
}) {
  const { text, onType, box, describedBy } = props
  const { browse } = useMessages()
  const own = useRef<HTMLInputElement>(null)
  const used = box ?? own
  useEffect(() => write(used.current, text), [text, used])
  return (
    <span className={classes.search}>
      <IconSearch size={16} aria-hidden="true" />
      <input
        ref={used}
        type="search"
        className={control.field}
        aria-label={browse.search}
        aria-describedby={describedBy}
        placeholder={browse.searchHint}
        defaultValue={text}
        maxLength={200}
        onChange={({ currentTarget }) => onType(currentTarget.value)}
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={browse.clearSearch}
          onClick={() => {
            onType('')
            used.current?.focus()
          }}
        >
          <IconX size={16} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}

function write(box: HTMLInputElement | null, text: string) {
  if (box !== null && box.value !== text) box.value = text
}
