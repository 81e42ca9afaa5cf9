import { ALL_REGIONS, PLATFORMS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { showViewHere } from '../location/use-view.ts'
import { type ImageView, TYPE_CHOICES } from '../location/view.ts'
import { useMessages } from '../messages/messages.ts'
import { Segments } from '../ui/segments.tsx'
import { RegionPicker } from './region-picker.tsx'

import control from '../ui/control.module.css'
import classes from './list-filters.module.css'

/** The words of the list on other pages: region, type, platform and search, in the address of that page. */
export function ListFilters(props: {
  view: ImageView
  regions: readonly Region[] | undefined
  withAll?: boolean
}) {
  const { view, regions, withAll = false } = props
  const { browse } = useMessages()
  const types = TYPE_CHOICES.filter((type) => type !== 'other')
  return (
    <search className={classes.filters}>
      {withAll && (
        <RegionPicker
          regions={regions}
          value={view.region === '' ? ALL_REGIONS : view.region}
          onChoose={(region) => showViewHere({ ...view, region: region === ALL_REGIONS ? '' : region })}
        />
      )}
      <Segments
        label={browse.type}
        value={view.type}
        choices={types.map((value) => ({ value, label: browse.types[value] }))}
        onChoose={(type) => showViewHere({ ...view, type })}
      />
      <Segments
        label={browse.platform}
        value={view.platform}
        choices={(['any', ...PLATFORMS] as const).map((value) => ({ value, label: browse.platforms[value] }))}
        onChoose={(platform) => showViewHere({ ...view, platform })}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const text = new FormData(event.currentTarget).get('q')
          showViewHere({ ...view, search: typeof text === 'string' ? text : '' })
        }}
      >
        <input
          key={view.search}
          name="q"
          type="search"
          className={control.field}
          aria-label={browse.search}
          placeholder={browse.searchHint}
          defaultValue={view.search}
          maxLength={200}
        />
      </form>
    </search>
  )
}
