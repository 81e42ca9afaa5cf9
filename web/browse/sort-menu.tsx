import { Menu } from '@mantine/core'
import { IconSortDescending } from '@tabler/icons-react'

import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'

import { showView } from '../location/use-view.ts'
import { type ImageView, SORT_FIELDS, type Sort, SORTS } from '../location/view.ts'
import { useMessages } from '../messages/messages.ts'
import { announce } from '../ui/announcer.tsx'

import control from '../ui/control.module.css'
import classes from './sort-menu.module.css'

/** The order of the list. */
export function SortMenu({ view }: { view: ImageView }) {
  const { browse } = useMessages()
  const directionOf = (sort: Sort) => (sort.startsWith('-') ? browse.descending : browse.ascending)
  const nameOf = (sort: Sort) => browse.sorts[SORT_FIELDS.find((field) => sort.endsWith(field)) ?? 'name']

  function choose(sort: Sort) {
    showView({ ...view, sort }, 'push')
    announce(browse.sortedBy(nameOf(sort), directionOf(sort)))
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={`${control.button} ${classes.button}`}>
          <IconSortDescending size={16} aria-hidden="true" />
          {browse.sort}: {nameOf(view.sort)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {SORTS.map((sort) => (
          <Menu.Item
            key={sort}
            role="menuitemradio"
            aria-checked={sort === view.sort}
            fw={sort === view.sort ? 600 : 400}
            onClick={() => choose(sort)}
          >
            {nameOf(sort)}, {directionOf(sort)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
