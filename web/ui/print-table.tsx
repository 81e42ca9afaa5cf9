import type { ReactNode } from 'react'

import classes from './print-table.module.css'

/** A table as paper wants it: without a scroller, its head again on every sheet. */
export function PrintTable(props: { label: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <table className={classes.table} aria-label={props.label}>
      <thead>
        <tr>
          {props.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  )
}
