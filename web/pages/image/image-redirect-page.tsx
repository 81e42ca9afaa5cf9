import { useQuery } from '@tanstack/react-query'
import { Redirect, useSearch } from 'wouter'

import type { Image } from '#contract/images.ts'

import { placesQuery } from '../../api/queries.ts'
import { ImageText } from '../../image/catalogue-text.tsx'
import { imageUrl } from '../../routing/routes.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useLookupMessages } from '../lookup/lookup-messages.ts'
import { useImageMessages } from './image-messages.ts'
import { RegionLinks } from './other-regions.tsx'

/** An image ID whose region the link does not tell: goes to the one region that has it, or lets the reader choose. */
export function ImageByIdPage({ imageId }: { imageId: string }) {
  const text = useImageMessages()
  const lookup = useLookupMessages()
  const region = new URLSearchParams(useSearch()).get('region')
  const query = useQuery({ ...placesQuery(imageId), enabled: region === null })
  if (region !== null) return <Redirect to={imageUrl(region, imageId)} replace />
  return (
    <QueryState query={query}>
      {({ results, unknownRegions }) => {
        const places = likeliest(results.flatMap((result) => result.places))
        const [place] = places
        if (place !== undefined && places.length === 1)
          return <Redirect to={imageUrl(place.regionId, imageId)} replace />
        if (place !== undefined)
          return (
            <>
              <PageHead title={text.severalTitle} intro={text.severalText} />
              <p>
                <ImageText text={place.imageName} /> <code>{imageId}</code>
              </p>
              <RegionLinks images={places} />
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

/** Where the image is now; where it was, if it is nowhere any more. */
function likeliest(places: readonly Image[]): readonly Image[] {
  const current = places.filter(({ state }) => state === 'current')
  return current.length > 0 ? current : places
}
