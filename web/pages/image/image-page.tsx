import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { imageQuery } from '../../api/queries.ts'
import { ImageText } from '../../image/catalogue-text.tsx'
import { imagesUrl } from '../../routing/routes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { ImageFacts } from './image-facts.tsx'
import { ImageHistory } from './image-history.tsx'
import { useImageMessages } from './image-messages.ts'
import { VerifyNow } from './live-check.tsx'
import { OtherRegions, SameNamed } from './other-regions.tsx'
import { Tombstone } from './removed-notice.tsx'

import classes from './image-page.module.css'

/** Everything known of one image: where else it is, what happened to it, and what to use when it is gone. */
export function ImagePage({ regionId, imageId }: { regionId: string; imageId: string }) {
  const text = useImageMessages()
  const query = useQuery(imageQuery(regionId, imageId))
  const name = query.data?.image?.imageName ?? imageId
  useEffect(() => {
    document.title = `${name} · ${regionId} · SWAS Image Browser`
  }, [name, regionId])
  return (
    <article className={classes.page}>
      <a href={imagesUrl({ region: regionId })}>{text.back(regionId)}</a>
      <h1>{query.data?.image ? <ImageText text={name} /> : <code>{name}</code>}</h1>
      <QueryState query={query}>
        {(detail) =>
          detail.image === null ? (
            <EmptyState title={text.neverTitle(regionId)}>
              <p>{text.neverText}</p>
              <VerifyNow regionId={regionId} imageId={imageId} />
              <OtherRegions images={detail.elsewhere} />
            </EmptyState>
          ) : (
            <>
              {detail.image.state === 'gone' && <Tombstone detail={detail} image={detail.image} />}
              <ImageFacts image={detail.image} />
              <VerifyNow regionId={regionId} imageId={imageId} />
              <OtherRegions images={detail.elsewhere} />
              <SameNamed images={detail.sameName} />
              <ImageHistory history={detail.history} />
            </>
          )
        }
      </QueryState>
    </article>
  )
}
