import { ALL_REGIONS } from '#contract/images.ts'

import type { Messages } from '../../i18n/en.ts'
import type { ImageView } from '../../routing/image-view.ts'

/** What the list of one region, of several or of all is called. */
export function browseHeading(region: string, browse: Messages['browse']): string {
  return region === ALL_REGIONS ? browse.headingAll : browse.heading(region.replaceAll(',', ', '))
}

/** What a tab of the browser says of a list: what is searched, what is filtered, where. */
export function documentTitle(view: ImageView, { browse, page }: Messages): string {
  const { search, type, platform, region } = view
  const parts = [
    search,
    type === 'all' ? '' : browse.types[type],
    platform === 'any' ? '' : browse.platforms[platform],
    region === ALL_REGIONS ? browse.allRegions : region.replaceAll(',', ', '),
    page.product,
  ]
  return parts.filter(Boolean).join(' · ')
}
