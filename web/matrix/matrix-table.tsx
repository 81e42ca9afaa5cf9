import { useQuery } from '@tanstack/react-query'
import { memo, useRef } from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { regionsQuery } from '../api/queries.ts'
import { CopyButton } from '../copy/copy-button.tsx'
import { snippetOf } from '../copy/formats.ts'
import { visibleName } from '../images/image-name.ts'
import { imageUrl } from '../location/routes.ts'
import { useMessages } from '../messages/messages.ts'
import { useScrolledRows } from '../ui/use-scrolled-rows.ts'
import { copyContext } from './copy-context.ts'
import type { MatrixRow } from './rows.ts'

import table from '../ui/data-table.module.css'
import classes from './matrix.module.css'

type States = ImagesAnswer['regions']
type Props = { rows: readonly MatrixRow[]; columns: readonly string[]; states: States }

/** Rows have one height, so that those far from the view need not be in the document. */
const ROW_PX = 72

/** The matrix itself; both headers stay in sight. */
export function MatrixTable({ rows, columns, states }: Props) {
  const { matrix, copy } = useMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const { start, end } = useScrolledRows(scroller, rows.length, ROW_PX)
  return (
    <div ref={scroller} className={table.scroller} role="region" aria-label={matrix.title} tabIndex={0}>
      <table
        className={`${table.table} ${classes.matrix}`}
        aria-label={matrix.table}
        aria-rowcount={rows.length + 1}
      >
        <thead>
          <tr>
            <th scope="col">{matrix.image}</th>
            {columns.map((regionId) => {
              const images = rows.flatMap(({ cells }) => cells.get(regionId) ?? [])
              return (
                <th key={regionId} scope="col">
                  <span className={classes.head}>
                    <code>{regionId}</code>
                    <CopyButton
                      text={() => images.map(({ imageId }) => imageId).join('\n')}
                      label={matrix.copyColumn(regionId)}
                      done={copy.copiedIds(images.length)}
                      images={images}
                    />
                  </span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          <Spacer rows={start} columns={columns.length} />
          {rows.slice(start, end).map((row) => (
            <Row key={row.key} row={row} columns={columns} states={states} />
          ))}
          <Spacer rows={rows.length - end} columns={columns.length} />
        </tbody>
      </table>
    </div>
  )
}

const Row = memo(function Row({
  row,
  columns,
  states,
}: {
  row: MatrixRow
  columns: readonly string[]
  states: States
}) {
  const { matrix } = useMessages()
  const source = useQuery(regionsQuery()).data?.source ?? 'live'
  const name = visibleName(row.imageName)
  const images = columns.flatMap((regionId) => row.cells.get(regionId) ?? [])
  const map = () => snippetOf('json-map', images, copyContext(states, source)).text
  return (
    <tr>
      <th scope="row" className={classes.name}>
        <span className={classes.head}>
          <bdi>{name}</bdi>
          <CopyButton text={map} label={matrix.copyRow(name)} done={matrix.copied(name)} images={images} />
        </span>
        <small>
          {row.imageType} · {row.platform} ·{' '}
          {row.distinctIds === 1 ? matrix.oneId : matrix.manyIds(row.distinctIds)}
        </small>
      </th>
      {columns.map((regionId) => (
        <Cell
          key={regionId}
          regionId={regionId}
          images={row.cells.get(regionId) ?? []}
          isKnown={states[regionId]?.fetchedAt !== null}
        />
      ))}
    </tr>
  )
})

function Cell({
  regionId,
  images,
  isKnown,
}: {
  regionId: string
  images: readonly Image[]
  isKnown: boolean
}) {
  const { matrix } = useMessages()
  if (images.length === 0) {
    return (
      <td className={classes.hole}>
        {isKnown ? matrix.notAvailable(regionId) : matrix.notKnownYet(regionId)}
      </td>
    )
  }
  return (
    <td>
      {images.map(({ imageId }) => (
        <a key={imageId} href={imageUrl(regionId, imageId)} className={classes.id}>
          <code>{imageId}</code>
        </a>
      ))}
    </td>
  )
}

function Spacer({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- it only holds the place of rows */}
      <td colSpan={columns + 1} ref={(cell) => cell?.style.setProperty('height', `${rows * ROW_PX}px`)} />
    </tr>
  )
}
