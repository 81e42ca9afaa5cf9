import type { ReactNode } from 'react'

import classes from './preferences-page.module.css'

/** A choice and what it is called. The control has a name of its own. */
export function ChoiceRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}
