import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'

import { PLATFORMS } from '#contract/images.ts'

import { imagesQuery } from '../../api/queries.ts'
import { formatNumber } from '../../i18n/format-number.ts'
import { useLanguage, useMessages } from '../../i18n/messages.ts'
import { typeCounts } from '../../image/filter-images.ts'
import type { Search } from '../../image/search-images.ts'
import { prefer, usePreferences } from '../../preferences/preferences-store.ts'
import { type ImageView, LAYOUTS, TYPE_CHOICES } from '../../routing/image-view.ts'
import { showView } from '../../routing/use-image-view.ts'
import { SearchBox } from '../../ui/search-box.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { SortMenu } from './sort-menu.tsx'

import classes from './image-filters.module.css'

type Props = {
  view: ImageView
  search: Search
  searchBox: RefObject<HTMLInputElement | null>
  onType: (text: string) => void
}

/** Type, platform, search, order and layout; on screen whatever the list does. */
export function ImageFilters({ view, search, searchBox, onType }: Props) {
  const { browse } = useMessages()
  const preferredLayout = usePreferences(({ layout }) => layout)
  return (
    <>
      <SearchBox text={view.search} onType={onType} box={searchBox} describedBy="result-count" />
      <div className={classes.row}>
        <TypeFilter view={view} search={search} />
        <SegmentedControl
          label={browse.platform}
          value={view.platform}
          choices={(['any', ...PLATFORMS] as const).map((value) => ({
            value,
            label: browse.platforms[value],
          }))}
          onChoose={(platform) => showView({ ...view, platform }, 'push')}
        />
        <span className={classes.end}>
          <SortMenu view={view} />
          <SegmentedControl
            label={browse.view}
            value={view.layout ?? preferredLayout}
            choices={LAYOUTS.map((value) => ({ value, label: browse.views[value] }))}
            onChoose={(layout) => {
              prefer({ layout })
              showView({ ...view, layout }, 'push')
            }}
          />
        </span>
      </div>
    </>
  )
}

function TypeFilter({ view, search }: { view: ImageView; search: Search }) {
  const { browse } = useMessages()
  const language = useLanguage()
  const images = useQuery({ ...imagesQuery(view.region), enabled: view.region !== '' }).data?.images
  const counts = images === undefined ? undefined : typeCounts(images, view, search)
  const choices = TYPE_CHOICES.filter(
    (type) => type !== 'other' || view.type === 'other' || (counts?.other ?? 0) > 0,
  )
  return (
    <SegmentedControl
      label={browse.type}
      value={view.type}
      choices={choices.map((value) => ({
        value,
        label: browse.types[value],
        extra: view.region === '' ? undefined : counts ? formatNumber(language, counts[value]) : '',
      }))}
      onChoose={(type) => showView({ ...view, type }, 'push')}
    />
  )
}
