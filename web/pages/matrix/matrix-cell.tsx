import { useRef } from 'react'

import type { Image } from '#contract/images.ts'

import { CopyButton } from '../../copy/copy-button.tsx'
import { useMessages } from '../../i18n/messages.ts'
import { DuplicateNameNote } from '../../image/duplicate-name-note.tsx'
import { type NameDifference, uniqueName } from '../../image/duplicate-names.ts'
import { imageUrl } from '../../routing/routes.ts'
import { SelectCheckbox } from '../../selection/select-checkbox.tsx'
import type { OnSelect } from '../../selection/use-selection.ts'
import { useMatrixMessages } from './matrix-messages.ts'
import type { IdGroup } from './matrix-rows.ts'

import hidden from '../../ui/hidden.module.css'
import classes from './matrix.module.css'

/** What an image is called in one region; a hole says so. */
export function MatrixCell(props: {
  regionId: string
  images: readonly Image[] | undefined
  groups: ReadonlyMap<string, IdGroup>
  /** What tells images of one name in one region apart. */
  duplicates: ReadonlyMap<Image, NameDifference>
  /** Whether the region has been read. */
  isKnown: boolean
  /** Whether Tab leads to what is in it. */
  isActive: boolean
  onSelect: OnSelect
}) {
  const { regionId, images, groups, duplicates, isKnown, isActive, onSelect } = props
  const matrix = useMatrixMessages()
  if (images === undefined) {
    return (
      <td className={classes.hole} data-known={isKnown} tabIndex={isActive ? 0 : -1}>
        <span className={hidden.hidden}>
          {isKnown ? matrix.notAvailable(regionId) : matrix.notKnownYet(regionId)}
        </span>
      </td>
    )
  }
  return (
    <td>
      {images.map((image) => (
        <Entry
          key={image.imageId}
          image={image}
          group={groups.get(image.imageId)}
          difference={duplicates.get(image)}
          tabIndex={isActive ? 0 : -1}
          onSelect={onSelect}
        />
      ))}
    </td>
  )
}

function Entry(props: {
  image: Image
  group: IdGroup | undefined
  difference: NameDifference | undefined
  tabIndex: number
  onSelect: OnSelect
}) {
  const { image, group, difference, tabIndex, onSelect } = props
  const { copy } = useMessages()
  const matrix = useMatrixMessages()
  const shown = useRef<HTMLElement>(null)
  const { regionId, imageId } = image
  const name = uniqueName(image.imageName, difference)
  return (
    <div className={classes.entry} data-image={imageId}>
      <SelectCheckbox image={image} difference={difference} onSelect={onSelect} tabIndex={tabIndex} />
      <a href={imageUrl(regionId, imageId)} className={classes.id} tabIndex={tabIndex}>
        <code ref={shown}>{imageId}</code>
      </a>
      <CopyButton
        text={imageId}
        label={copy.copyId(name, regionId)}
        done={copy.copiedId(name)}
        shown={shown}
        images={[image]}
        command="copy-id"
        tabIndex={tabIndex}
      />
      {group !== undefined && (
        <small className={classes.group} data-group={group.regions > 1 ? group.number % 5 : undefined}>
          {group.regions > 1 ? matrix.sameId(group.number, group.regions) : matrix.onlyHere}
        </small>
      )}
      {difference !== undefined && (
        <small className={classes.differs}>
          <DuplicateNameNote difference={difference} />
        </small>
      )}
    </div>
  )
}
