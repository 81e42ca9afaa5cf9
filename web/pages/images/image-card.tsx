import { memo, useState } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import type { Distinction } from '../../image/duplicate-names.ts'
import { splitName } from '../../image/image-name.ts'
import { ProductIcon } from '../../image/product-icon.tsx'
import type { Search } from '../../image/search-images.ts'
import { imageUrl } from '../../routing/routes.ts'
import { SelectCheckbox } from '../../selection/select-checkbox.tsx'
import type { OnSelect } from '../../selection/use-selection.ts'
import { Facts } from './facts-list.tsx'
import { CatalogueText, ImageId, SameName, TypeBadge } from './image-cells.tsx'

import classes from './image-card.module.css'

/** One image at a glance. */
export const ImageCard = memo(function ImageCard(props: {
  image: Image
  search: Search
  /** Where another image of the region has the same name. */
  distinction: Distinction | undefined
  showsRegion: boolean
  onSelect: OnSelect
}) {
  const { image, search, distinction, showsRegion, onSelect } = props
  const { product, version } = splitName(image.imageName)
  return (
    <li className={classes.card} data-image={image.imageId} tabIndex={-1}>
      <div className={classes.head}>
        <span className={classes.select}>
          <SelectCheckbox image={image} distinction={distinction} onSelect={onSelect} />
        </span>
        <ProductIcon product={product} />
        <h2 className={classes.name}>
          <a href={imageUrl(image.regionId, image.imageId)}>
            <CatalogueText text={version === null ? image.imageName : product} search={search} />
            {version !== null && (
              <span className={classes.version}>{image.imageName.slice(product.length)}</span>
            )}
          </a>
        </h2>
      </div>
      <p className={classes.badges}>
        <TypeBadge imageType={image.imageType} />
        <span>{image.platform}</span>
        {showsRegion && <code>{image.regionId}</code>}
        {distinction !== undefined && <SameName distinction={distinction} />}
      </p>
      <div>
        <Description text={image.description} search={search} />
        <Facts description={image.description} />
      </div>
      <ImageId image={image} search={search} distinction={distinction} />
    </li>
  )
})

const LONG = 90

function Description({ text, search }: { text: string; search: Search }) {
  const { browse } = useMessages()
  const [isOpen, setOpen] = useState(false)
  if (text === '') return <p className={classes.description}>{browse.noDescription}</p>
  return (
    <div className={classes.description}>
      <p data-open={isOpen}>
        <CatalogueText text={text} search={search} />
      </p>
      {text.length > LONG && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? browse.less : browse.more}
        </button>
      )}
    </div>
  )
}
