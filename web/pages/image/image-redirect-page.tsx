import { useQuery } from '@tanstack/react-query'
import { useSearch } from 'wouter/use-browser-location'

import type { Image } from '#contract/images.ts'

import { imageRegionsQuery } from '../../api/queries.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { Redirect } from '../../routing/redirect.tsx'
import { imageUrl } from '../../routing/routes.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useImageMessages, useLookupMessages } from './image-messages.ts'
import { RegionLinks } from './other-regions.tsx'

/** An image ID without a region: redirects to the only region that has it, or lists the regions to choose from. */
export function ImageRedirectPage({ imageId }: { imageId: string }) {
  const text = useImageMessages()
  const lookup = useLookupMessages()
  const region = new URLSearchParams(useSearch()).get('region')
  const query = useQuery({ ...imageRegionsQuery(imageId), enabled: region === null })
  if (region !== null) return <Redirect to={imageUrl(region, imageId)} />
  return (
    <QueryState query={query}>
      {({ results, unknownRegions }) => {
        const images = currentOrGone(results.flatMap((result) => result.places))
        const [image] = images
        if (image !== undefined && images.length === 1)
          return <Redirect to={imageUrl(image.regionId, imageId)} />
        if (image !== undefined)
          return (
            <>
              <PageHead title={text.severalTitle} intro={text.severalText} />
              <p>
                <CatalogueText text={image.imageName} /> <code>{imageId}</code>
              </p>
              <RegionLinks images={images} />
            </>
          )
        const isPartial = unknownRegions.length > 0
        return (
          <PageHead
            title={text.neverAnywhere}
            intro={isPartial ? lookup.unknownRegions(unknownRegions.length) : text.neverText}
          >
            <p>
              <code>{imageId}</code>
            </p>
          </PageHead>
        )
      }}
    </QueryState>
  )
}

/** The image in the regions that have it now, or in those that had it if none does. */
function currentOrGone(images: readonly Image[]): readonly Image[] {
  const current = images.filter(({ state }) => state === 'current')
  return current.length > 0 ? current : images
}
