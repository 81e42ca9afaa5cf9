import { memo, useRef } from 'react'

import type { Image, ImagesAnswer } from '#contract/images.ts'

import { CopyButton } from '../../copy/copy-button.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { DuplicateNameNote } from '../../image/duplicate-name-note.tsx'
import { type NameDifference, uniqueName } from '../../image/duplicate-names.ts'
import { typeName } from '../../image/filter-images.ts'
import { visibleName } from '../../image/image-name.ts'
import { imageUrl } from '../../routing/routes.ts'
import { SelectCheckbox } from '../../selection/select-checkbox.tsx'
import type { OnSelect } from '../../selection/use-selection.ts'
import { CopyRegionMap } from './copy-region-map.tsx'
import { useMatrixMessages } from './matrix-messages.ts'
import { type IdGroup, idGroups, imagesIn, type MatrixRow } from './matrix-rows.ts'

import hidden from '../../ui/hidden.module.css'
import classes from './matrix-row.module.css'

/** One image in all regions. */
export const MatrixRowView = memo(function MatrixRowView(props: {
  row: MatrixRow
  index: number
  columns: readonly string[]
  states: ImagesAnswer['regions']
  /** The images that share their name with another one of their region. */
  duplicates: ReadonlyMap<Image, NameDifference>
  /** The column of the cell in the tab order, −1 for the row header; undefined if it is in another row. */
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

/** The images of one region, or a gap that is labeled for screen readers. */
function MatrixCell(props: {
  regionId: string
  images: readonly Image[] | undefined
  groups: ReadonlyMap<string, IdGroup>
  duplicates: ReadonlyMap<Image, NameDifference>
  /** Whether the region has been read. */
  isKnown: boolean
  /** Whether its controls are in the tab order. */
  isActive: boolean
  onSelect: OnSelect
}) {
  const { regionId, images, groups, duplicates, isKnown, isActive, onSelect } = props
  const matrix = useMatrixMessages()
  if (images === undefined) {
    return (
      <td className={classes.hole} data-known={isKnown} tabIndex={isActive ? 0 : -1}>
        <span className={hidden.hidden}>
          {isKnown ? matrix.notAvailable(regionId) : matrix.notKnownYet(regionId)}
        </span>
      </td>
    )
  }
  return (
    <td>
      {images.map((image) => (
        <Entry
          key={image.imageId}
          image={image}
          group={groups.get(image.imageId)}
          difference={duplicates.get(image)}
          tabIndex={isActive ? 0 : -1}
          onSelect={onSelect}
        />
      ))}
    </td>
  )
}

function Entry(props: {
  image: Image
  group: IdGroup | undefined
  difference: NameDifference | undefined
  tabIndex: number
  onSelect: OnSelect
}) {
  const { image, group, difference, tabIndex, onSelect } = props
  const { copy } = useMessages()
  const matrix = useMatrixMessages()
  const shown = useRef<HTMLElement>(null)
  const { regionId, imageId } = image
  const name = uniqueName(image.imageName, difference)
  return (
    <div className={classes.entry} data-image={imageId}>
      <SelectCheckbox image={image} difference={difference} onSelect={onSelect} tabIndex={tabIndex} />
      <a href={imageUrl(regionId, imageId)} className={classes.id} tabIndex={tabIndex}>
        <code ref={shown}>{imageId}</code>
      </a>
      <CopyButton
        text={imageId}
        label={copy.copyId(name, regionId)}
        done={copy.copiedId(name)}
        shown={shown}
        images={[image]}
        command="copy-id"
        tabIndex={tabIndex}
      />
      {group !== undefined && (
        <small className={classes.group} data-group={group.regions > 1 ? group.number % 5 : undefined}>
          {group.regions > 1 ? matrix.sameId(group.number, group.regions) : matrix.onlyHere}
        </small>
      )}
      {difference !== undefined && (
        <small className={classes.differs}>
          <DuplicateNameNote difference={difference} />
        </small>
      )}
    </div>
  )
}
