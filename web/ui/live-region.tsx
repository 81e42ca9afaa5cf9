import { create } from 'zustand'

import classes from './hidden.module.css'

export const useAnnouncement = create(() => ({ text: '' }))

/** How long a sentence stays before the next replaces it: long enough for screen readers to pick up both. */
const SHOWN_MS = 1500
/** How long the region is empty in between, without which a repeated sentence is not announced. */
const EMPTY_MS = 50

/** Pending announcements: the result of an action, and the number of images. */
const pending: { done?: string; count?: string } = {}
let isBusy = false

/**
 * Announces a text to screen readers. Of pending texts of the same kind, the last wins. The result of an action is
 * announced before a count and never replaced by one.
 */
export function announce(text: string, kind: keyof typeof pending = 'done') {
  pending[kind] = text
  if (!isBusy) sayNext()
}

function sayNext() {
  const kind = pending.done === undefined ? 'count' : 'done'
  const text = pending[kind]
  delete pending[kind]
  isBusy = text !== undefined
  if (text === undefined) return
  useAnnouncement.setState({ text: '' })
  setTimeout(() => useAnnouncement.setState({ text }), EMPTY_MS)
  setTimeout(sayNext, SHOWN_MS)
}

/** The page's only live region. */
export function LiveRegion() {
  const text = useAnnouncement((announcement) => announcement.text)
  return (
    <div role="status" aria-atomic="true" className={classes.hidden}>
      {text}
    </div>
  )
}
