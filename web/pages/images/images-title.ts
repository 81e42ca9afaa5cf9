import { ALL_REGIONS } from '#contract/images.ts'

import type { Messages } from '../../i18n/en.ts'
import type { ImageView } from '../../routing/image-view.ts'

/** The heading of a list of one, several or all regions. */
export function listHeading(region: string, browse: Messages['browse']): string {
  return region === ALL_REGIONS ? browse.headingAll : browse.heading(region.replaceAll(',', ', '))
}

/** Search text, filters and region, for the browser tab. */
export function documentTitle(view: ImageView, { browse, page }: Messages): string {
  const { search, type, platform, region } = view
  return [
    search,
    type === 'all' ? '' : browse.types[type],
    platform === 'any' ? '' : browse.platforms[platform],
    region === ALL_REGIONS ? browse.allRegions : region.replaceAll(',', ', '),
    page.product,
  ]
    .filter(Boolean)
    .join(' · ')
}
