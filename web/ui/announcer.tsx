import { create } from 'zustand'

import classes from './hidden.module.css'

const useAnnouncement = create(() => ({ text: '' }))

/** A sentence stays for so long before the next one takes its place, so that both are heard. */
const SHOWN_MS = 1500
/** The region stays empty for a moment in between: a repeated sentence is heard as well. */
const EMPTY_MS = 50

let waiting: string | undefined
let isBusy = false

/** Says something to those who do not see the screen. Of several that wait, the last one wins. */
export function announce(text: string) {
  waiting = text
  if (!isBusy) sayNext()
}

function sayNext() {
  const text = waiting
  waiting = undefined
  isBusy = text !== undefined
  if (text === undefined) return
  useAnnouncement.setState({ text: '' })
  setTimeout(() => useAnnouncement.setState({ text }), EMPTY_MS)
  setTimeout(sayNext, SHOWN_MS)
}

/** The one live region of the page. */
export function Announcer() {
  const text = useAnnouncement((announcement) => announcement.text)
  return (
    <div role="status" aria-atomic="true" className={classes.hidden}>
      {text}
    </div>
  )
}
