import type { ReactNode } from 'react'

import classes from './preferences-page.module.css'

/** A control with its visible label. The control needs its own accessible name. */
export function ChoiceRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}
