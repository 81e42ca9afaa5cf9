import { type ReactNode, useSyncExternalStore } from 'react'

import classes from './print-table.module.css'

/** A table for print: it does not scroll, and its header repeats on every sheet. */
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

const PRINT = matchMedia('print')
let isPrinting = PRINT.matches

function subscribe(onChange: () => void) {
  const follow = (next: boolean) => () => {
    isPrinting = next
    onChange()
  }
  const begin = follow(true)
  const end = follow(false)
  const change = () => (PRINT.matches ? begin : end)()
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  PRINT.addEventListener('change', change)
  return () => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
    PRINT.removeEventListener('change', change)
  }
}

/** Whether the page is being printed. Print must include the rows that a virtual list does not mount. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting)
}
