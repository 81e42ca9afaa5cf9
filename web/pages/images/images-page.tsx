import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'

import { ALL_REGIONS } from '#contract/images.ts'

import { imagesQuery, regionsQuery } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { parseSearch } from '../../image/search-images.ts'
import { rememberRegion, usePreferences } from '../../preferences/preferences-store.ts'
import { FavoriteStar } from '../../region/favorite-button.tsx'
import { RegionPicker } from '../../region/region-picker.tsx'
import { columnsOf } from '../../routing/image-view.ts'
import { useDebouncedSearch } from '../../routing/use-debounced-search.ts'
import { showView, useImageView } from '../../routing/use-image-view.ts'
import { SharedSelectionHost } from '../../selection/linked-selection-host.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ImageFilters } from './image-filters.tsx'
import { RegionImages } from './image-list.tsx'
import { browseHeading, documentTitle } from './images-title.ts'
import { RegionTiles } from './region-tiles.tsx'

import hidden from '../../ui/hidden.module.css'
import classes from './images-page.module.css'

/** The main page: choose a region, narrow the list, copy an ID. */
export function ImagesPage() {
  const { view: linked, notices } = useImageView()
  const messages = useMessages()
  const queryClient = useQueryClient()
  const regions = useQuery(regionsQuery())
  const preferredLayout = usePreferences(({ layout }) => layout)
  const preferredColumns = usePreferences(({ columns }) => columns)
  const columns = useMemo(
    () => (linked.columns === undefined ? preferredColumns : columnsOf(linked.columns)),
    [linked.columns, preferredColumns],
  )
  const [typed, type] = useDebouncedSearch(linked)
  const view = useMemo(() => ({ ...linked, search: typed }), [linked, typed])
  const search = useMemo(() => parseSearch(typed), [typed])
  const searchBox = useRef<HTMLInputElement>(null)
  const title = documentTitle(linked, messages)
  useEffect(() => {
    document.title = title
  }, [title])

  function chooseRegion(region: string) {
    // Asked for before the page is drawn anew, which takes as long as the answer of a server nearby.
    void queryClient.prefetchQuery(imagesQuery(region))
    if (region !== ALL_REGIONS) rememberRegion(region)
    showView({ ...view, region }, 'push')
  }

  return (
    <>
      {view.region !== '' && (
        <h1 className={`${hidden.hidden} ${classes.title}`}>{browseHeading(view.region, messages.browse)}</h1>
      )}
      <search className={classes.controls}>
        <div className={classes.picker}>
          <RegionPicker regions={regions.data?.regions} value={view.region} onChoose={chooseRegion} />
          {isOneRegion(view.region) && <FavoriteStar regionId={view.region} />}
        </div>
        <ImageFilters view={view} search={search} searchBox={searchBox} onType={type} />
      </search>
      {notices.map(({ parameter, value }) => (
        <Notice key={`${parameter}=${value}`} kind="warning">
          {messages.page.ignored(parameter, value)}
        </Notice>
      ))}
      <SharedSelectionHost />
      {search.isBadPattern && <Notice kind="warning">{messages.browse.badPattern}</Notice>}
      {view.region === '' ? (
        <RegionTiles query={regions} onChoose={chooseRegion} />
      ) : (
        <RegionImages
          key={view.region}
          view={view}
          search={search}
          layout={view.layout ?? preferredLayout}
          columns={columns}
          regions={regions.data?.regions ?? []}
          searchBox={searchBox}
        />
      )}
    </>
  )
}

function isOneRegion(region: string): boolean {
  return region !== '' && region !== ALL_REGIONS && !region.includes(',')
}
