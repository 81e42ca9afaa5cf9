import { useRef } from 'react'

import type { Image } from '#contract/images.ts'

import { CopyButton } from '../../copy/copy-button.tsx'
import { CopyMenu } from '../../copy/copy-menu.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { ImageText } from '../../image/catalogue-text.tsx'
import { DifferenceNote } from '../../image/duplicate-name-note.tsx'
import { type Distinction, tellingName } from '../../image/duplicate-names.ts'
import { knownType } from '../../image/filter-images.ts'
import { visibleName } from '../../image/image-name.ts'
import type { Search } from '../../image/search-images.ts'
import { typeName } from '../../image/type-name.ts'
import { Highlight } from '../../ui/highlight.tsx'

import classes from './image-cells.module.css'

/** The whole image ID, and a button that copies it. */
export function ImageId(props: {
  image: Image
  search: Search
  /** Where another image of the region has the same name. */
  distinction: Distinction | undefined
}) {
  const { image, search, distinction } = props
  const { copy } = useMessages()
  const shown = useRef<HTMLElement>(null)
  const name = tellingName(image.imageName, distinction)
  return (
    <span className={classes.id}>
      <code ref={shown}>
        <Highlight text={image.imageId} ranges={search.rangesIn(image.imageId)} />
      </code>
      <CopyButton
        text={image.imageId}
        label={copy.copyId(name, image.regionId)}
        done={copy.copiedId(name)}
        shown={shown}
        images={[image]}
        command="copy-id"
      />
      <CopyMenu image={image} name={name} />
    </span>
  )
}

/** The type of an image, in the words of the page where it is a documented one. */
export function TypeBadge({ imageType }: { imageType: string }) {
  const { browse } = useMessages()
  return (
    <span className={classes.badge} data-type={knownType(imageType) ?? 'other'}>
      {typeName(imageType, browse.types)}
    </span>
  )
}

/** Warns that the name alone does not tell this image from another, and says what does. */
export function SameName({ distinction }: { distinction: Distinction }) {
  const { browse } = useMessages()
  return (
    <>
      <span className={classes.badge} data-type="warning" title={browse.sameNameHint}>
        {browse.sameName}
      </span>{' '}
      <small className={classes.differs}>
        <DifferenceNote distinction={distinction} />
      </small>
    </>
  )
}

/** A text of the catalogue: in its own language, in its own direction, never as markup. */
export function CatalogueText({ text, search }: { text: string; search: Search }) {
  const visible = visibleName(text)
  return (
    <ImageText text={text}>
      <Highlight text={visible} ranges={search.rangesIn(visible)} />
    </ImageText>
  )
}
