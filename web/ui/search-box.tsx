import { IconSearch, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef } from 'react'

import { useMessages } from '../i18n/messages.ts'

import control from './control.module.css'
import classes from './search-box.module.css'

/** The search field of a list. Uncontrolled: a keystroke must not wait for the list to render. */
export function SearchBox(props: {
  /** The search text in the URL, or about to be. Written into the field when it changes. */
  text: string
  onType: (text: string) => void
  box?: RefObject<HTMLInputElement | null>
  /** The ID of the element with the number of matches. */
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
