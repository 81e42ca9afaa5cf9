import { create } from 'zustand'

import classes from './hidden.module.css'

/** What is being said. */
export const useAnnouncement = create(() => ({ text: '' }))

/** A sentence stays for so long before the next one takes its place, so that both are heard. */
const SHOWN_MS = 1500
/** The region stays empty for a moment in between: a repeated sentence is heard as well. */
const EMPTY_MS = 50

/** What waits: what an action did, and how many images there are now. */
const waiting: { done?: string; count?: string } = {}
let isBusy = false

/**
 * Says something to those who do not see the screen. Of several of a kind that wait, the last one wins; what an action
 * did is said before a count, and is never lost to one.
 */
export function announce(text: string, kind: keyof typeof waiting = 'done') {
  waiting[kind] = text
  if (!isBusy) sayNext()
}

function sayNext() {
  const kind = waiting.done === undefined ? 'count' : 'done'
  const text = waiting[kind]
  delete waiting[kind]
  isBusy = text !== undefined
  if (text === undefined) return
  useAnnouncement.setState({ text: '' })
  setTimeout(() => useAnnouncement.setState({ text }), EMPTY_MS)
  setTimeout(sayNext, SHOWN_MS)
}

/** The one live region of the page. */
export function LiveRegion() {
  const text = useAnnouncement((announcement) => announcement.text)
  return (
    <div role="status" aria-atomic="true" className={classes.hidden}>
      {text}
    </div>
  )
}
