import { useQuery, useQueryClient } from '@tanstack/react-query'
import { memo, useEffect, useMemo, useRef } from 'react'

import { ALL_REGIONS } from '#contract/images.ts'

import { imagesQuery, regionsQuery } from '../../api/queries.ts'
import { useMessages } from '../../i18n/messages.ts'
import { visibleImages } from '../../image/filter-images.ts'
import { parseSearch } from '../../image/search-images.ts'
import { LinkedSelection } from '../../layout/lazy-dialogs.tsx'
import { rememberRegion, usePreferences } from '../../preferences/preferences-store.ts'
import { FavoriteButton } from '../../region/favorite-button.tsx'
import { RegionPicker } from '../../region/region-picker.tsx'
import { columnsOf, parseView } from '../../routing/image-view.ts'
import { useDebouncedSearch } from '../../routing/use-debounced-search.ts'
import { showView, useImageView } from '../../routing/use-image-view.ts'
import { Notice } from '../../ui/notice.tsx'
import { ImageFilters } from './image-filters.tsx'
import { ImageList } from './image-list.tsx'
import { documentTitle, listHeading } from './images-title.ts'
import { RegionTiles } from './region-tiles.tsx'

import hidden from '../../ui/hidden.module.css'
import classes from './images-page.module.css'

/**
 * The main page: choose a region, filter its images, copy an ID. The list is filtered here, once per change of the
 * view; the filters get its counts and the list gets its images.
 */
export function ImagesPage() {
  const { view: linked, notices } = useImageView()
  const [typed, onType] = useDebouncedSearch(linked)
  const view = useMemo(() => ({ ...linked, search: typed }), [linked, typed])
  const search = useMemo(() => parseSearch(typed), [typed])
  const images = useQuery({ ...imagesQuery(view.region), enabled: view.region !== '' })
  const all = images.data?.images
  const visible = useMemo(() => visibleImages(all ?? [], view, search), [all, view, search])
  const messages = useMessages()
  const chooseRegion = useChooseRegion()
  const preferredLayout = usePreferences(({ layout }) => layout)
  const layout = view.layout ?? preferredLayout
  const columns = useTableColumns(linked.columns)
  const searchBox = useRef<HTMLInputElement>(null)
  useDocumentTitle(documentTitle(linked, messages))

  return (
    <>
      {view.region !== '' && (
        <h1 className={`${hidden.hidden} ${classes.title}`}>{listHeading(view.region, messages.browse)}</h1>
      )}
      <search className={classes.controls}>
        <RegionControls region={view.region} />
        <ImageFilters
          {...{ view, layout, searchBox, onType }}
          typeCounts={all === undefined ? undefined : visible.typeCounts}
        />
      </search>
      {notices.map(({ parameter, value }) => (
        <Notice key={`${parameter}=${value}`} kind="warning">
          {messages.page.ignored(parameter, value)}
        </Notice>
      ))}
      <LinkedSelection />
      {search.isBadPattern && <Notice kind="warning">{messages.browse.badPattern}</Notice>}
      {view.region === '' ? (
        <RegionTiles onChoose={chooseRegion} />
      ) : (
        <ImageList
          key={view.region}
          query={images}
          visible={visible.images}
          {...{ view, search, layout, columns, searchBox }}
        />
      )}
    </>
  )
}

/** Memoized, because every keystroke in the search box renders the page. */
const RegionControls = memo(function RegionControls({ region }: { region: string }) {
  const chooseRegion = useChooseRegion()
  const { data } = useQuery(regionsQuery())
  return (
    <div className={classes.picker}>
      <RegionPicker regions={data?.regions} value={region} onChoose={chooseRegion} />
      {isOneRegion(region) && <FavoriteButton regionId={region} />}
    </div>
  )
})

/** Goes to a region. A search text that is not in the URL yet follows when typing pauses. */
function useChooseRegion() {
  const queryClient = useQueryClient()
  return (region: string) => {
    // Rendering the next page takes as long as a request to a server nearby, so the request goes out first.
    void queryClient.prefetchQuery(imagesQuery(region))
    if (region !== ALL_REGIONS) rememberRegion(region)
    showView({ ...parseView(location.search).view, region }, 'push')
  }
}

function useTableColumns(linked: string | undefined) {
  const preferred = usePreferences(({ columns }) => columns)
  return useMemo(() => (linked === undefined ? preferred : columnsOf(linked)), [linked, preferred])
}

function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = title
  }, [title])
}

function isOneRegion(region: string): boolean {
  return region !== '' && region !== ALL_REGIONS && !region.includes(',')
}
