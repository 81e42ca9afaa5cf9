import type { Image, SnapshotState } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import type { Distinction } from '../../image/duplicate-names.ts'
import type { Search } from '../../image/search-images.ts'
import type { Column, Sort } from '../../routing/image-view.ts'
import type { OnSelect } from '../../selection/use-selection.ts'

/** What cards and table both show. */
export type ResultsProps = {
  images: readonly Image[]
  /** Those that share their name with another one of their region, and what tells them apart. */
  twins: ReadonlyMap<Image, Distinction>
  search: Search
  sort: Sort
  regions: readonly Region[]
  states: Readonly<Record<string, SnapshotState>>
  /** The columns of the table beside name and ID. */
  columns: readonly Column[]
  /** Whether the list is of more than one region. */
  showsRegion: boolean
  onSelect: OnSelect
  onSelectAll: (isSelected: boolean) => void
  onSort: (sort: Sort) => void
}

/** Up to so many images all stand in the document, so that the browser's own search finds them. */
export const MOST_IN_DOCUMENT = 1000
