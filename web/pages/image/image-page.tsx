import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { Change } from '#contract/changes.ts'
import type { Image } from '#contract/images.ts'

import { imageQuery } from '../../api/queries.ts'
import { CopyMenu } from '../../copy/copy-menu.tsx'
import { ImageId } from '../../copy/image-id.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { useLocale, useTimeFormat } from '../../i18n/use-locale.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { typeName } from '../../image/filter-images.ts'
import { isChinese, visibleName } from '../../image/image-name.ts'
import { imagesUrl } from '../../routing/routes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { useChangesMessages, useImageMessages } from './image-messages.ts'
import { LiveCheck } from './live-check.tsx'
import { OtherRegions, SameNameElsewhere } from './other-regions.tsx'
import { RemovedNotice } from './removed-notice.tsx'

import classes from './image-page.module.css'

/** One image in one region: its fields, its other regions, its history, and likely successors if it has been removed. */
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
      <h1>{query.data?.image ? <CatalogueText text={name} /> : <code>{name}</code>}</h1>
      <QueryState query={query}>
        {(detail) =>
          detail.image === null ? (
            <EmptyState title={text.neverTitle(regionId)}>
              <p>{text.neverText}</p>
              <LiveCheck regionId={regionId} imageId={imageId} />
              <OtherRegions images={detail.elsewhere} />
            </EmptyState>
          ) : (
            <>
              {detail.image.state === 'gone' && (
                <RemovedNotice image={detail.image} successors={detail.successors} />
              )}
              <ImageFields image={detail.image} />
              <LiveCheck regionId={regionId} imageId={imageId} />
              <OtherRegions images={detail.elsewhere} />
              <SameNameElsewhere images={detail.sameName} />
              <ImageHistory history={detail.history} />
            </>
          )
        }
      </QueryState>
    </article>
  )
}

function ImageFields({ image }: { image: Image }) {
  const { browse } = useMessages()
  const text = useImageMessages()
  const locale = useLocale()
  return (
    <dl className={classes.facts}>
      <dt>{text.imageId}</dt>
      <dd>
        <ImageId image={image}>
          <CopyMenu image={image} name={visibleName(image.imageName)} />
        </ImageId>
      </dd>
      <dt>{text.region}</dt>
      <dd>
        <code>{image.regionId}</code>
      </dd>
      <dt>{text.type}</dt>
      <dd>{typeName(image.imageType, browse.types)}</dd>
      <dt>{text.platform}</dt>
      <dd>{image.platform}</dd>
      <dt>{text.description}</dt>
      <dd lang={isChinese(image.description) ? 'zh-CN' : undefined}>
        {visibleName(image.description) || browse.noDescription}
      </dd>
      <dt>{text.firstSeen}</dt>
      <dd>
        <RelativeTime at={image.firstSeenAt} {...locale} /> ({text.seenHint})
      </dd>
      <dt>{text.lastSeen}</dt>
      <dd>
        <RelativeTime at={image.lastSeenAt} {...locale} />
      </dd>
    </dl>
  )
}

/** The changes to an image, newest first. */
function ImageHistory({ history }: { history: readonly Change[] }) {
  const text = useImageMessages()
  const changes = useChangesMessages()
  const timeOf = useTimeFormat({ dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section>
      <h2>{text.history}</h2>
      {history.length === 0 ? (
        <p>{text.noHistory}</p>
      ) : (
        <ul className={classes.list}>
          {history.map(({ id, at, kind, before }) => (
            <li key={id}>
              <time dateTime={at}>{timeOf(at)}</time>
              <strong>{changes.kinds[kind]}</strong>
              {before !== null && <span>{changes.formerly(before)}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
