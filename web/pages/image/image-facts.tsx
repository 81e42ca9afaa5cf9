import type { Image } from '#contract/images.ts'

import { CopyMenu } from '../../copy/copy-menu.tsx'
import { IdWithCopy } from '../../copy/image-id.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import { isChinese, visibleName } from '../../image/image-name.ts'
import { typeName } from '../../image/type-name.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { useImageMessages } from './image-messages.ts'

import classes from './image-page.module.css'

/** All fields of an image, its ID first. */
export function ImageFacts({ image }: { image: Image }) {
  const { browse } = useMessages()
  const text = useImageMessages()
  const locale = useLocale()
  return (
    <dl className={classes.facts}>
      <dt>{text.imageId}</dt>
      <dd>
        <IdWithCopy image={image}>
          <CopyMenu image={image} name={visibleName(image.imageName)} />
        </IdWithCopy>
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
