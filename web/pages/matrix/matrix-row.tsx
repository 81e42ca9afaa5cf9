import { memo } from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import type { NameDifference } from '../../image/duplicate-names.ts'
import { typeName } from '../../image/filter-images.ts'
import { visibleName } from '../../image/image-name.ts'
import type { OnSelect } from '../../selection/use-selection.ts'
import { CopyRegionMap } from './copy-region-map.tsx'
import { MatrixCell } from './matrix-cell.tsx'
import { useMatrixMessages } from './matrix-messages.ts'
import { idGroups, imagesIn, type MatrixRow } from './matrix-rows.ts'

import classes from './matrix.module.css'

/** An image over all regions. */
export const MatrixRowView = memo(function MatrixRowView(props: {
  row: MatrixRow
  index: number
  columns: readonly string[]
  states: ImagesAnswer['regions']
  /** What tells images of one name in one region apart. */
  duplicates: ReadonlyMap<Image, NameDifference>
  /** The column of the cell that Tab leads to, −1 for the head of the row; undefined where it is in another row. */
  activeColumn: number | undefined
  onSelect: OnSelect
}) {
  const { row, index, columns, states, duplicates, activeColumn, onSelect } = props
  const { browse } = useMessages()
  const matrix = useMatrixMessages()
  const name = visibleName(row.imageName)
  const groups = idGroups(row)
  return (
    <tr data-row={index} aria-rowindex={index + 2}>
      <th scope="row" className={classes.name}>
        <span className={classes.head}>
          <CatalogueText text={row.imageName} />
          <CopyRegionMap
            images={() => imagesIn([row], columns)}
            states={states}
            label={matrix.copyRow(name)}
            more={matrix.moreRow(name)}
            done={matrix.copied(name)}
            isActive={activeColumn === -1}
          />
        </span>
        <small>
          <span className={classes.kind}>
            {typeName(row.imageType, browse.types)} · {row.platform} ·{' '}
          </span>
          {row.distinctIds === 1
            ? matrix.oneId(row.cells.size, Object.keys(states).length)
            : matrix.manyIds(row.distinctIds, row.cells.size)}
        </small>
      </th>
      {columns.map((regionId, column) => (
        <MatrixCell
          key={regionId}
          regionId={regionId}
          images={row.cells.get(regionId)}
          groups={groups}
          duplicates={duplicates}
          isKnown={states[regionId]?.fetchedAt !== null}
          isActive={activeColumn === column}
          onSelect={onSelect}
        />
      ))}
    </tr>
  )
})
