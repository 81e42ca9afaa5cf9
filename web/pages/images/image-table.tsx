import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { memo, useCallback, useRef, useState } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import type { NameDifference } from '../../image/duplicate-names.ts'
import type { Search } from '../../image/search-images.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import type { Column, Sort, SortField } from '../../routing/image-view.ts'
import { imageUrl } from '../../routing/routes.ts'
import { SelectAllCheckbox } from '../../selection/select-checkbox.tsx'
import { SelectCheckbox } from '../../selection/select-checkbox.tsx'
import type { OnSelect } from '../../selection/use-selection.ts'
import { announce } from '../../ui/live-region.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { MAX_WHOLE_LIST, useVirtualList, VirtualTableRows } from '../../ui/virtual-list.tsx'
import { ImageIdCell, DuplicateNameBadge, TypeBadge } from './image-cells.tsx'

import classes from './image-table.module.css'

/** The approximate height of a row. */
const ROW_PX = { comfortable: 49, compact: 39 }
/** Checkbox, name and ID. */
const FIXED_COLUMNS = 3

type Props = {
  images: readonly Image[]
  /** The images that share their name with another one of their region. */
  duplicates: ReadonlyMap<Image, NameDifference>
  search: Search
  sort: Sort
  /** The optional columns that are shown. */
  columns: readonly Column[]
  onSelect: OnSelect
  onSelectAll: (isSelected: boolean) => void
  onSort: (sort: Sort) => void
}

/** The images as rows. Of a long list only the rows near the viewport are in the document. */
export function ImageTable(props: Props) {
  const { images, duplicates, search, columns } = props
  const isShown = (column: Column) => columns.includes(column)
  const width = FIXED_COLUMNS + columns.length
  const { browse } = useMessages()
  const rowPx = ROW_PX[usePreferences(({ density }) => density)]
  const scroller = useRef<HTMLDivElement>(null)
  const [focusedRow, setFocusedRow] = useState(-1)
  const count = images.length
  const measure = useCallback(() => ({ topPx: scroller.current?.getBoundingClientRect().top ?? 0 }), [])
  const list = useVirtualList({ count, rowPx, focusedRow, maxWhole: MAX_WHOLE_LIST, measure })
  return (
    <div className={classes.scroller} role="region" aria-label={browse.images} tabIndex={0} ref={scroller}>
      <table className={classes.table} aria-label={browse.images} aria-rowcount={images.length + 1}>
        <thead>
          <tr>
            <th scope="col">
              <SelectAllCheckbox images={images} onSelectAll={props.onSelectAll} />
            </th>
            <SortHeader field="name" {...props} />
            {isShown('type') && <SortHeader field="type" {...props} />}
            {isShown('platform') && <SortHeader field="platform" {...props} />}
            {isShown('region') && <SortHeader field="region" {...props} />}
            <th scope="col">{browse.columns.id}</th>
            {isShown('description') && <th scope="col">{browse.columns.description}</th>}
            {isShown('firstSeen') && <SortHeader field="firstSeen" {...props} />}
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only tracks the focus */}
        <tbody onFocus={({ target }) => setFocusedRow(Number(target.closest('tr')?.ariaRowIndex ?? 1) - 2)}>
          <VirtualTableRows
            list={list}
            count={count}
            columns={width}
            renderRow={(index) => {
              const image = images[index]
              if (image === undefined) return null
              return (
                <Row
                  key={`${image.regionId} ${image.imageId}`}
                  image={image}
                  index={index}
                  search={search}
                  columns={columns}
                  difference={duplicates.get(image)}
                  onSelect={props.onSelect}
                />
              )
            }}
          />
        </tbody>
      </table>
    </div>
  )
}

function SortHeader(props: Pick<Props, 'sort' | 'onSort'> & { field: SortField }) {
  const { field, sort, onSort } = props
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
  columns: readonly Column[]
  /** Given if another image of the region has the same name. */
  difference: NameDifference | undefined
  onSelect: OnSelect
}) {
  const { image, index, search, columns, difference, onSelect } = props
  const isShown = (column: Column) => columns.includes(column)
  return (
    <tr aria-rowindex={index + 2} data-image={image.imageId} tabIndex={-1}>
      <td>
        <SelectCheckbox image={image} difference={difference} onSelect={onSelect} />
      </td>
      <td>
        <a href={imageUrl(image.regionId, image.imageId)} className={classes.name}>
          <CatalogueText text={image.imageName} search={search} />
        </a>{' '}
        {difference !== undefined && <DuplicateNameBadge difference={difference} />}
      </td>
      {isShown('type') && (
        <td>
          <TypeBadge imageType={image.imageType} />
        </td>
      )}
      {isShown('platform') && <td>{image.platform}</td>}
      {isShown('region') && (
        <td>
          <code>{image.regionId}</code>
        </td>
      )}
      <td className={classes.id}>
        <ImageIdCell image={image} search={search} difference={difference} />
      </td>
      {isShown('description') && (
        <td className={classes.description}>
          <CatalogueText text={image.description} search={search} />
        </td>
      )}
      {isShown('firstSeen') && (
        <td>
          <FirstSeen at={image.firstSeenAt} />
        </td>
      )}
    </tr>
  )
})

function FirstSeen({ at }: { at: string }) {
  return <RelativeTime at={at} {...useLocale()} />
}
