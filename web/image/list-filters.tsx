import { ALL_REGIONS, PLATFORMS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { useMessages } from '../i18n/messages.ts'
import { RegionPicker } from '../region/region-picker.tsx'
import { type ImageView, TYPE_CHOICES } from '../routing/image-view.ts'
import { useDebouncedSearch } from '../routing/use-debounced-search.ts'
import { showViewHere } from '../routing/use-image-view.ts'
import { SearchBox } from '../ui/search-box.tsx'
import { SegmentedControl } from '../ui/segmented-control.tsx'

import classes from './list-filters.module.css'

/** The filters of the pages other than the image list: region, type, platform and search, kept in the URL. */
export function ListFilters(props: {
  view: ImageView
  regions: readonly Region[] | undefined
  withAll?: boolean
}) {
  const { view, regions, withAll = false } = props
  const { browse } = useMessages()
  const [typed, type] = useDebouncedSearch(view, showViewHere)
  const shown = { ...view, search: typed }
  const types = TYPE_CHOICES.filter((type) => type !== 'other')
  return (
    <search className={classes.filters}>
      {withAll && (
        <RegionPicker
          regions={regions}
          value={view.region === '' ? ALL_REGIONS : view.region}
          onChoose={(region) =>
            showViewHere({ ...shown, region: region === ALL_REGIONS ? '' : region }, 'push')
          }
        />
      )}
      <SegmentedControl
        label={browse.type}
        value={view.type}
        choices={types.map((value) => ({ value, label: browse.types[value] }))}
        onChoose={(type) => showViewHere({ ...shown, type }, 'push')}
      />
      <SegmentedControl
        label={browse.platform}
        value={view.platform}
        choices={(['any', ...PLATFORMS] as const).map((value) => ({ value, label: browse.platforms[value] }))}
        onChoose={(platform) => showViewHere({ ...shown, platform }, 'push')}
      />
      <SearchBox text={typed} onType={type} />
    </search>
  )
}
