import { IconSortDescending } from '@tabler/icons-react'

import { useMessages } from '../../i18n/messages.ts'
import { type ImageView, SORT_FIELDS, type Sort, SORTS } from '../../routing/image-view.ts'
import { showView } from '../../routing/use-image-view.ts'
import { ChoiceMenu } from '../../ui/choice-menu.tsx'
import { announce } from '../../ui/live-region.tsx'

import control from '../../ui/control.module.css'
import classes from './sort-menu.module.css'

export function SortMenu({ view }: { view: ImageView }) {
  const { browse } = useMessages()
  const directionOf = (sort: Sort) => (sort.startsWith('-') ? browse.descending : browse.ascending)
  const nameOf = (sort: Sort) => browse.sorts[SORT_FIELDS.find((field) => sort.endsWith(field)) ?? 'name']

  function choose(sort: Sort) {
    showView({ ...view, sort }, 'push')
    announce(browse.sortedBy(nameOf(sort), directionOf(sort)))
  }

  const choices = SORTS.map((sort) => ({
    label: `${nameOf(sort)}, ${directionOf(sort)}`,
    isChosen: sort === view.sort,
    choose: () => choose(sort),
  }))
  return (
    <ChoiceMenu className={`${control.button} ${classes.button}`} choices={choices}>
      <IconSortDescending size={16} aria-hidden="true" />
      {browse.sort}: {nameOf(view.sort)}
    </ChoiceMenu>
  )
}
