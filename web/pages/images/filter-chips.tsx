import { IconX } from '@tabler/icons-react'

import { useMessages } from '../../i18n/messages.ts'
import { DEFAULT_VIEW, type ImageView } from '../../routing/image-view.ts'
import { showView } from '../../routing/use-image-view.ts'

import classes from './filter-chips.module.css'

/** A button for each active filter that removes it and, if `onClear` is given, one that removes all. */
export function FilterChips({ view, onClear }: { view: ImageView; onClear?: (() => void) | undefined }) {
  const { browse } = useMessages()
  const { type, platform, search } = DEFAULT_VIEW
  const chips = [
    view.type !== type && {
      name: browse.filterNames.type,
      value: browse.types[view.type],
      without: { type },
    },
    view.platform !== platform && {
      name: browse.filterNames.platform,
      value: browse.platforms[view.platform],
      without: { platform },
    },
    view.search.trim() !== '' && { name: browse.filterNames.search, value: view.search, without: { search } },
  ].filter((chip) => chip !== false)
  return (
    <>
      {chips.map(({ name, value, without }) => (
        <button
          key={name}
          type="button"
          className={classes.chip}
          aria-label={browse.removeFilter(name, value)}
          onClick={() => showView({ ...view, ...without }, 'push')}
        >
          <span>
            {name}: <strong>{value}</strong>
          </span>
          <IconX size={14} aria-hidden="true" />
        </button>
      ))}
      {onClear && (
        <button type="button" className={classes.clear} onClick={onClear}>
          {browse.clearFilters}
        </button>
      )}
    </>
  )
}
