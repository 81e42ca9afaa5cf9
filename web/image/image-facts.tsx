import { useRef } from 'react'

import type { Image } from '#contract/images.ts'

import { CopyButton } from '../copy/copy-button.tsx'
import { knownType } from '../images/filter-images.ts'
import { isChinese, visibleName } from '../images/image-name.ts'
import { useLanguage, useMessages } from '../messages/messages.ts'
import { Age } from '../ui/age.tsx'

import classes from './image-page.module.css'

/** All fields of an image, its ID first. */
export function ImageFacts({ image }: { image: Image }) {
  const { image: text, browse } = useMessages()
  const language = useLanguage()
  const type = knownType(image.imageType)
  return (
    <dl className={classes.facts}>
      <dt>{text.imageId}</dt>
      <dd>
        <IdWithCopy image={image} />
      </dd>
      <dt>{text.region}</dt>
      <dd>
        <code>{image.regionId}</code>
      </dd>
      <dt>{text.type}</dt>
      <dd>{type === undefined ? image.imageType : browse.types[type]}</dd>
      <dt>{text.platform}</dt>
      <dd>{image.platform}</dd>
      <dt>{text.description}</dt>
      <dd lang={isChinese(image.description) ? 'zh-CN' : undefined}>
        {visibleName(image.description) || browse.noDescription}
      </dd>
      <dt>{text.firstSeen}</dt>
      <dd>
        <Age at={image.firstSeenAt} language={language} /> ({text.seenHint})
      </dd>
      <dt>{text.lastSeen}</dt>
      <dd>
        <Age at={image.lastSeenAt} language={language} />
      </dd>
    </dl>
  )
}

/** The whole ID, with its copy button. */
export function IdWithCopy({ image }: { image: Pick<Image, 'imageId' | 'imageName' | 'regionId'> }) {
  const { copy } = useMessages()
  const shown = useRef<HTMLElement>(null)
  const name = visibleName(image.imageName)
  return (
    <span className={classes.id}>
      <code ref={shown}>{image.imageId}</code>
      <CopyButton
        text={image.imageId}
        label={copy.copyId(name, image.regionId)}
        done={copy.copiedId(name)}
        shown={shown}
      />
    </span>
  )
}
