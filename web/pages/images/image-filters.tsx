import type { RefObject } from 'react'

import { formatNumber } from '../../i18n/format-number.ts'
import { useLanguage, useMessages } from '../../i18n/messages.ts'
import type { VisibleImages } from '../../image/filter-images.ts'
import { setPreferences } from '../../preferences/preferences-store.ts'
import {
  type ImageView,
  type Layout,
  LAYOUTS,
  PLATFORM_CHOICES,
  TYPE_CHOICES,
} from '../../routing/image-view.ts'
import { showView } from '../../routing/use-image-view.ts'
import { SearchBox } from '../../ui/search-box.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { SortMenu } from './sort-menu.tsx'

import classes from './image-filters.module.css'

type TypeCounts = VisibleImages['typeCounts'] | undefined

/** Search, type, platform, order and layout. It stays mounted while a list loads or fails. */
export function ImageFilters(props: {
  view: ImageView
  layout: Layout
  /** Undefined until the list is loaded. */
  typeCounts: TypeCounts
  searchBox: RefObject<HTMLInputElement | null>
  onType: (text: string) => void
}) {
  const { view, layout, typeCounts, searchBox, onType } = props
  const { browse } = useMessages()
  return (
    <>
      <SearchBox text={view.search} onType={onType} box={searchBox} describedBy="result-count" />
      <div className={classes.row}>
        <TypeFilter view={view} counts={typeCounts} />
        <SegmentedControl
          label={browse.platform}
          value={view.platform}
          choices={PLATFORM_CHOICES.map((value) => ({ value, label: browse.platforms[value] }))}
          onChoose={(platform) => showView({ ...view, platform }, 'push')}
        />
        <span className={classes.end}>
          <SortMenu view={view} />
          <SegmentedControl
            label={browse.view}
            value={layout}
            choices={LAYOUTS.map((value) => ({ value, label: browse.views[value] }))}
            onChoose={(chosen) => {
              setPreferences({ layout: chosen })
              showView({ ...view, layout: chosen }, 'push')
            }}
          />
        </span>
      </div>
    </>
  )
}

function TypeFilter({ view, counts }: { view: ImageView; counts: TypeCounts }) {
  const { browse } = useMessages()
  const language = useLanguage()
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
