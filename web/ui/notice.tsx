import type { ReactNode } from 'react'

import classes from './notice.module.css'

/** A bordered message; `role` sets how urgently screen readers announce it. */
export function Notice(props: {
  kind: 'info' | 'warning' | 'error'
  title?: string
  role?: 'alert' | 'note'
  children: ReactNode
}) {
  const { kind, title, role, children } = props
  return (
    <section
      className={classes.notice}
      data-kind={kind}
      role={role}
      aria-label={role === 'note' ? title : undefined}
    >
      {title !== undefined && <strong className={classes.title}>{title}</strong>}
      {children}
    </section>
  )
}
