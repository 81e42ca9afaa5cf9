import { type ReactNode, useEffect } from 'react'

import classes from './page-head.module.css'

/** The heading of a page and its intro. Sets the title of the window too. */
export function PageHead({
  title,
  intro,
  children,
}: {
  title: string
  intro?: ReactNode
  children?: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · SWAS Image Browser`
  }, [title])
  return (
    <div className={classes.head}>
      <h1>{title}</h1>
      {intro !== undefined && <p className={classes.intro}>{intro}</p>}
      {children}
    </div>
  )
}
