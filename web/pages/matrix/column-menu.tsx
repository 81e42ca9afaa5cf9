import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { moveColumn, toggleColumn } from './matrix-columns.ts'
import { useMatrixMessages } from './matrix-messages.ts'

import control from '../../ui/control.module.css'
import classes from './column-menu.module.css'

/** Hides, shows and orders the columns. */
export function ColumnMenu(props: {
  known: readonly string[]
  columns: readonly string[]
  onShow: (columns: readonly string[]) => void
}) {
  const { known, columns, onShow } = props
  const matrix = useMatrixMessages()
  const hidden = known.filter((regionId) => !columns.includes(regionId))
  return (
    <details className={classes.chooser}>
      <summary className={control.button}>
        {matrix.columns} ({columns.length}/{known.length})
      </summary>
      <button type="button" className={`${control.button} ${classes.small}`} onClick={() => onShow(known)}>
        {matrix.allColumns}
      </button>
      <ul className={classes.choices}>
        {[...columns, ...hidden].map((regionId) => (
          <li key={regionId}>
            <label>
              <input
                type="checkbox"
                checked={columns.includes(regionId)}
                onChange={() => onShow(toggleColumn(columns, regionId))}
                aria-label={matrix.showColumn(regionId)}
              />{' '}
              <code>{regionId}</code>
            </label>
            {columns.includes(regionId) && (
              <>
                <MoveButton
                  label={matrix.moveLeft(regionId)}
                  onClick={() => onShow(moveColumn(columns, regionId, -1))}
                >
                  <IconArrowLeft size={16} aria-hidden="true" />
                </MoveButton>
                <MoveButton
                  label={matrix.moveRight(regionId)}
                  onClick={() => onShow(moveColumn(columns, regionId, 1))}
                >
                  <IconArrowRight size={16} aria-hidden="true" />
                </MoveButton>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function MoveButton(props: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={`${control.button} ${classes.small}`}
      aria-label={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}
