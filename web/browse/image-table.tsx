import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react'
import { memo, useRef } from 'react'

import type { Image } from '#contract/images.ts'

import type { Search } from '../images/search.ts'
import { imageUrl } from '../location/routes.ts'
import type { SortField } from '../location/view.ts'
import { useMessages } from '../messages/messages.ts'
import { SelectAll } from '../selection/select-all.tsx'
import { SelectBox } from '../selection/select-box.tsx'
import type { OnSelect } from '../selection/use-selecting.ts'
import { announce } from '../ui/announcer.tsx'
import { CatalogueText, ImageId, SameNameBadge, TypeBadge } from './image-parts.tsx'
import { MOST_IN_DOCUMENT, type ResultsProps } from './results.ts'
import { useRowWindow } from './use-row-window.ts'

import classes from './image-table.module.css'

const ROW_PX = 49

/** The images as rows. A long list keeps only the rows near the screen. */
export function ImageTable(props: ResultsProps) {
  const { images, twins, search } = props
  const { browse } = useMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRowWindow(scroller, images.length, images.length <= MOST_IN_DOCUMENT ? null : ROW_PX)
  return (
    <div className={classes.scroller} role="region" aria-label={browse.images} tabIndex={0} ref={scroller}>
      <table className={classes.table} aria-label={browse.images} aria-rowcount={images.length + 1}>
        <thead>
          <tr>
            <th scope="col">
              <SelectAll images={images} onSelectAll={props.onSelectAll} />
            </th>
            <SortHeader field="name" {...props} />
            <SortHeader field="type" {...props} />
            <SortHeader field="platform" {...props} />
            <SortHeader field="region" {...props} />
            <th scope="col">{browse.columns.id}</th>
            <th scope="col">{browse.columns.description}</th>
          </tr>
        </thead>
        <tbody>
          <Spacer rows={rows.start} />
          {images.slice(rows.start, rows.end).map((image, offset) => (
            <Row
              key={`${image.regionId} ${image.imageId}`}
              image={image}
              index={rows.start + offset}
              search={search}
              hasTwin={twins.has(image)}
              onSelect={props.onSelect}
            />
          ))}
          <Spacer rows={images.length - rows.end} />
        </tbody>
      </table>
    </div>
  )
}

function SortHeader({ field, sort, onSort }: ResultsProps & { field: Exclude<SortField, 'firstSeen'> }) {
  const { browse } = useMessages()
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : undefined
  const Icon =
    direction === undefined ? IconArrowsSort : direction === 'ascending' ? IconArrowUp : IconArrowDown
  const next = direction === 'ascending' ? (`-${field}` as const) : field
  return (
    <th scope="col" aria-sort={direction}>
      <button
        type="button"
        className={classes.sort}
        onClick={() => {
          onSort(next)
          announce(
            browse.sortedBy(browse.columns[field], next === field ? browse.ascending : browse.descending),
          )
        }}
      >
        {browse.columns[field]}
        <Icon size={14} aria-hidden="true" />
      </button>
    </th>
  )
}

const Row = memo(function Row(props: {
  image: Image
  index: number
  search: Search
  hasTwin: boolean
  onSelect: OnSelect
}) {
  const { image, index, search, hasTwin, onSelect } = props
  return (
    <tr aria-rowindex={index + 2} data-image={image.imageId} tabIndex={-1}>
      <td>
        <SelectBox image={image} onSelect={onSelect} />
      </td>
      <td>
        <a href={imageUrl(image.regionId, image.imageId)} className={classes.name}>
          <CatalogueText text={image.imageName} search={search} />
        </a>{' '}
        {hasTwin && <SameNameBadge />}
      </td>
      <td>
        <TypeBadge imageType={image.imageType} />
      </td>
      <td>{image.platform}</td>
      <td>
        <code>{image.regionId}</code>
      </td>
      <td className={classes.id}>
        <ImageId image={image} search={search} />
      </td>
      <td className={classes.description}>
        <CatalogueText text={image.description} search={search} />
      </td>
    </tr>
  )
})

/** Stands in for rows that are not in the document, in steps that need no style attribute. */
function Spacer({ rows }: { rows: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden="true">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- it only holds the place of rows */}
      <td
        colSpan={7}
        className={classes.spacer}
        ref={(cell) => cell?.style.setProperty('height', `${rows * ROW_PX}px`)}
      />
    </tr>
  )
}
