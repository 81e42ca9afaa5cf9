import type { ReactNode } from 'react'

import { rowsInDocument } from './rows-in-document.ts'

/** The rows of a long table that are in the document, and what holds the place of the others. */
export function VirtualRows(props: {
  range: { start: number; end: number }
  /** A row that stays with its neighbours although it is far from the view, as it has the focus; −1 for none. */
  kept: number
  count: number
  columns: number
  rowPx: number
  /** A row with its own key. */
  renderRow: (index: number) => ReactNode
}) {
  const { range, kept, count, columns, rowPx, renderRow } = props
  const parts = rowsInDocument(range, kept, count)
  return [
    ...parts.flatMap(({ start, end }, part) => [
      <Gap
        key={`gap before ${start}`}
        rows={start - (parts[part - 1]?.end ?? 0)}
        columns={columns}
        rowPx={rowPx}
      />,
      ...Array.from({ length: end - start }, (_, offset) => renderRow(start + offset)),
    ]),
    <Gap key="gap at the end" rows={count - (parts.at(-1)?.end ?? 0)} columns={columns} rowPx={rowPx} />,
  ]
}

/** Its height is set from code, as the policy of the page allows no style attribute. */
function Gap({ rows, columns, rowPx }: { rows: number; columns: number; rowPx: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- it only holds the place of rows */}
      <td
        colSpan={columns}
        ref={(cell) => {
          cell?.style.setProperty('height', `${rows * rowPx}px`)
          cell?.style.setProperty('padding', '0')
        }}
      />
    </tr>
  )
}
