import { memo, useRef, useState } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import type { Distinction } from '../../image/duplicate-names.ts'
import type { Search } from '../../image/search-images.ts'
import { usePreferences } from '../../preferences/preferences-store.ts'
import type { Column } from '../../routing/image-view.ts'
import { imageUrl } from '../../routing/routes.ts'
import { SelectAllCheckbox } from '../../selection/select-checkbox.tsx'
import { SelectCheckbox } from '../../selection/select-checkbox.tsx'
import type { OnSelect } from '../../selection/use-selection.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import { CatalogueText, ImageId, SameName, TypeBadge } from './image-cells.tsx'
import { MOST_IN_DOCUMENT, type ResultsProps } from './results.ts'
import { SortHeader } from './sort-header.tsx'
import { useRowWindow } from './use-row-window.ts'

import classes from './image-table.module.css'

/** About the height of a row. */
const ROW_PX = { comfortable: 49, compact: 39 }
/** Checkbox, name and ID. */
const FIXED_COLUMNS = 3

/** The images as rows: name and ID, and the columns that are wanted. A long list keeps only the rows near the screen. */
export function ImageTable(props: ResultsProps) {
  const { images, twins, search, columns } = props
  const isShown = (column: Column) => columns.includes(column)
  const width = FIXED_COLUMNS + columns.length
  const { browse } = useMessages()
  const rowPx = ROW_PX[usePreferences(({ density }) => density)]
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRowWindow(scroller, images.length, images.length <= MOST_IN_DOCUMENT ? null : rowPx)
  const [kept, setKept] = useState(-1)
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
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hears where the focus is, and reacts to nothing else */}
        <tbody onFocus={({ target }) => setKept(Number(target.closest('tr')?.ariaRowIndex ?? 1) - 2)}>
          <VirtualRows
            range={rows}
            kept={kept}
            count={images.length}
            columns={width}
            rowPx={rowPx}
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
                  distinction={twins.get(image)}
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

const Row = memo(function Row(props: {
  image: Image
  index: number
  search: Search
  columns: readonly Column[]
  /** Where another image of the region has the same name. */
  distinction: Distinction | undefined
  onSelect: OnSelect
}) {
  const { image, index, search, columns, distinction, onSelect } = props
  const isShown = (column: Column) => columns.includes(column)
  return (
    <tr aria-rowindex={index + 2} data-image={image.imageId} tabIndex={-1}>
      <td>
        <SelectCheckbox image={image} distinction={distinction} onSelect={onSelect} />
      </td>
      <td>
        <a href={imageUrl(image.regionId, image.imageId)} className={classes.name}>
          <CatalogueText text={image.imageName} search={search} />
        </a>{' '}
        {distinction !== undefined && <SameName distinction={distinction} />}
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
        <ImageId image={image} search={search} distinction={distinction} />
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
