import type { Candidate } from '#contract/changes.ts'
import type { Image } from '#contract/images.ts'

import { useTimeFormat } from '../../i18n/use-locale.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { imageUrl } from '../../routing/routes.ts'
import { Notice } from '../../ui/notice.tsx'
import { useImageMessages } from './image-messages.ts'

import classes from './image-page.module.css'

/** Says when the image was last listed, and names every likely successor without picking one. */
export function RemovedNotice({ image, successors }: { image: Image; successors: readonly Candidate[] }) {
  const text = useImageMessages()
  const timeOf = useTimeFormat({ dateStyle: 'long', timeStyle: 'short' })
  return (
    <Notice kind="warning" title={text.goneTitle} role="note">
      <p>{text.goneText(image.regionId, timeOf(image.lastSeenAt))}</p>
      {successors.length === 0 ? (
        <p>{text.noSuccessor}</p>
      ) : (
        <div>
          <p>
            <strong>{text.likely}</strong> {text.likelyHint}
          </p>
          <ul className={classes.list}>
            {successors.map(({ regionId, imageId, imageName }) => (
              <li key={imageId}>
                <a href={imageUrl(regionId, imageId)}>
                  <CatalogueText text={imageName} /> <code>{imageId}</code>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Notice>
  )
}
