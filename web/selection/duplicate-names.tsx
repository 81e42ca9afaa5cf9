import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { imagesQuery } from '../api/queries.ts'
import { useMessages } from '../i18n/messages.ts'
import { DuplicateNameNote } from '../image/duplicate-name-note.tsx'
import { type NamedImage, findDuplicateNames, uniqueName } from '../image/duplicate-names.ts'
import { imageUrl } from '../routing/routes.ts'
import { type SelectedImage, selectionKey } from './selection-store.ts'

import classes from './duplicate-names.module.css'

const MAX_LISTED = 100

/** Lists selected images that share name and region with another selected image, and how they differ. */
export function DuplicateNames({ images }: { images: readonly SelectedImage[] }) {
  const { selection } = useMessages()
  const described = useDescribed(images)
  const duplicates = useMemo(() => [...findDuplicateNames(described)], [described])
  if (duplicates.length === 0) return null
  return (
    <details className={classes.root}>
      <summary>{selection.sameNamed(duplicates.length)}</summary>
      <ul>
        {duplicates.slice(0, MAX_LISTED).map(([image, difference]) => (
          <li key={selectionKey(image)}>
            <a href={imageUrl(image.regionId, image.imageId)}>{uniqueName(image.imageName, difference)}</a>{' '}
            <code>{image.regionId}</code> <DuplicateNameNote difference={difference} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Adds descriptions from the lists of those regions in which a name is selected twice. */
function useDescribed(images: readonly SelectedImage[]): readonly NamedImage[] {
  const regions = useMemo(() => {
    const duplicates = [...findDuplicateNames(images).keys()]
    return [...new Set(duplicates.map(({ regionId }) => regionId))].sort().join(',')
  }, [images])
  const { data: answer } = useQuery({ ...imagesQuery(regions), enabled: regions !== '' })
  return useMemo(() => {
    const known = new Map(answer?.images.map((image) => [selectionKey(image), image]))
    return images.map((image) => ({
      ...image,
      description: known.get(selectionKey(image))?.description ?? '',
    }))
  }, [images, answer])
}
