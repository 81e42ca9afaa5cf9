import type { FocusEvent, KeyboardEvent } from 'react'

import { useMessages } from '../../i18n/messages.ts'
import { setPreferences } from '../../preferences/preferences-store.ts'
import { type Column, COLUMNS, formatColumns, type ImageView } from '../../routing/image-view.ts'
import { showView } from '../../routing/use-image-view.ts'

import control from '../../ui/control.module.css'
import classes from './column-menu.module.css'

/** Chooses the optional columns of the table, in the URL and as a preference. */
export function ColumnMenu({ view, columns }: { view: ImageView; columns: readonly Column[] }) {
  const { browse } = useMessages()

  function show(column: Column, isShown: boolean) {
    const chosen = COLUMNS.filter((other) => (other === column ? isShown : columns.includes(other)))
    setPreferences({ columns: chosen })
    showView({ ...view, columns: formatColumns(chosen) }, 'push')
  }

  return (
    <details className={classes.choice} data-layer>
      <summary className={control.button} {...CLOSE_HANDLERS}>
        {browse.chooseColumns}
      </summary>
      <div role="group" aria-label={browse.chooseColumns} className={classes.columns}>
        {COLUMNS.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={columns.includes(column)}
              {...CLOSE_HANDLERS}
              onChange={({ currentTarget }) => show(column, currentTarget.checked)}
            />
            {browse.columns[column]}
          </label>
        ))}
      </div>
    </details>
  )
}

/** The menu closes when the focus leaves it, and on Escape. */
const CLOSE_HANDLERS = { onBlur: closeOnBlur, onKeyDown: closeOnEscape }

function closeOnBlur({ currentTarget, relatedTarget }: FocusEvent) {
  const details = currentTarget.closest('details')
  if (details !== null && relatedTarget !== null && !details.contains(relatedTarget)) details.open = false
}

function closeOnEscape(event: KeyboardEvent) {
  const details = event.currentTarget.closest('details')
  if (event.key !== 'Escape' || details?.open !== true) return
  event.preventDefault()
  details.open = false
  details.querySelector('summary')?.focus()
}
