import type { FocusEvent, KeyboardEvent } from 'react'

import { useMessages } from '../../i18n/messages.ts'
import { prefer } from '../../preferences/preferences-store.ts'
import { type Column, COLUMNS, formatColumns, type ImageView } from '../../routing/image-view.ts'
import { showView } from '../../routing/use-image-view.ts'

import control from '../../ui/control.module.css'
import classes from './column-menu.module.css'

/** Which columns the table has, beside name and ID: in the address, and from now on. */
export function ColumnChoice({ view, columns }: { view: ImageView; columns: readonly Column[] }) {
  const { browse } = useMessages()

  function show(column: Column, isShown: boolean) {
    const chosen = COLUMNS.filter((other) => (other === column ? isShown : columns.includes(other)))
    prefer({ columns: chosen })
    showView({ ...view, columns: formatColumns(chosen) }, 'push')
  }

  return (
    <details className={classes.choice} data-layer>
      <summary className={control.button} {...CLOSING}>
        {browse.chooseColumns}
      </summary>
      <div role="group" aria-label={browse.chooseColumns} className={classes.columns}>
        {COLUMNS.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={columns.includes(column)}
              {...CLOSING}
              onChange={({ currentTarget }) => show(column, currentTarget.checked)}
            />
            {browse.columns[column]}
          </label>
        ))}
      </div>
    </details>
  )
}

/** Closes when the focus goes elsewhere on the page, and by Escape. */
const CLOSING = { onBlur: closeBehind, onKeyDown: closeByEscape }

function closeBehind({ currentTarget, relatedTarget }: FocusEvent) {
  const details = currentTarget.closest('details')
  if (details !== null && relatedTarget !== null && !details.contains(relatedTarget)) details.open = false
}

function closeByEscape(event: KeyboardEvent) {
  const details = event.currentTarget.closest('details')
  if (event.key !== 'Escape' || details?.open !== true) return
  event.preventDefault()
  details.open = false
  details.querySelector('summary')?.focus()
}
