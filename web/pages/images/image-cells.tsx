import type { Image } from '#contract/images.ts'

import { CopyMenu } from '../../copy/copy-menu.tsx'
import { ImageId } from '../../copy/image-id.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { DuplicateNameNote } from '../../image/duplicate-name-note.tsx'
import { type NameDifference, uniqueName } from '../../image/duplicate-names.ts'
import { knownType, typeName } from '../../image/filter-images.ts'
import type { Search } from '../../image/search-images.ts'

import classes from './image-cells.module.css'

/** The image ID with its copy button and copy menu. */
export function ImageIdCell(props: {
  image: Image
  search: Search
  /** Given if another image of the region has the same name. */
  difference: NameDifference | undefined
}) {
  const { image, search, difference } = props
  const name = uniqueName(image.imageName, difference)
  return (
    <ImageId image={image} name={name} ranges={search.rangesIn(image.imageId)}>
      <CopyMenu image={image} name={name} />
    </ImageId>
  )
}

export function TypeBadge({ imageType }: { imageType: string }) {
  const { browse } = useMessages()
  return (
    <span className={classes.badge} data-type={knownType(imageType) ?? 'other'}>
      {typeName(imageType, browse.types)}
    </span>
  )
}

/** Warns that another image has the same name, and states how this one differs. */
export function DuplicateNameBadge({ difference }: { difference: NameDifference }) {
  const { browse } = useMessages()
  return (
    <>
      <span className={classes.badge} data-type="warning" title={browse.sameNameHint}>
        {browse.sameName}
      </span>{' '}
      <small className={classes.differs}>
        <DuplicateNameNote difference={difference} />
      </small>
    </>
  )
}
