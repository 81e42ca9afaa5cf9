import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react'

import { useMessages } from '../../i18n/messages.ts'
import type { SortField } from '../../routing/image-view.ts'
import { announce } from '../../ui/live-region.tsx'
import type { ResultsProps } from './results.ts'

import classes from './image-table.module.css'

/** The head of a column that the rows can be sorted by. */
export function SortHeader(props: Pick<ResultsProps, 'sort' | 'onSort'> & { field: SortField }) {
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
