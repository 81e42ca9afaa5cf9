import { memo, type ReactElement, useMemo, useState } from 'react'

import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import type { NameDifference } from '../../image/duplicate-names.ts'
import { splitName } from '../../image/image-name.ts'
import { ProductIcon } from '../../image/product-icon.tsx'
import type { Search } from '../../image/search-images.ts'
import { softwareVersions } from '../../image/software-versions.ts'
import { imageUrl } from '../../routing/routes.ts'
import { SelectCheckbox } from '../../selection/select-checkbox.tsx'
import type { OnSelect } from '../../selection/use-selection.ts'
import { ImageIdCell, DuplicateNameBadge, TypeBadge } from './image-cells.tsx'

import classes from './image-card.module.css'

export type CardProps = {
  /** The images that share their name with another one of their region. */
  duplicates: ReadonlyMap<Image, NameDifference>
  search: Search
  /** Whether the list has several regions. */
  showsRegion: boolean
  onSelect: OnSelect
}

/** Put all cards of a list into one array: React then keeps a card that moves, and its focus. */
export function imageCards(images: readonly Image[], props: CardProps): ReactElement[] {
  const { duplicates, search, showsRegion, onSelect } = props
  return images.map((image) => (
    <ImageCard
      key={`${image.regionId} ${image.imageId}`}
      image={image}
      search={search}
      difference={duplicates.get(image)}
      showsRegion={showsRegion}
      onSelect={onSelect}
    />
  ))
}

const ImageCard = memo(function ImageCard(props: {
  image: Image
  search: Search
  /** Given if another image of the region has the same name. */
  difference: NameDifference | undefined
  showsRegion: boolean
  onSelect: OnSelect
}) {
  const { image, search, difference, showsRegion, onSelect } = props
  const { product, version } = splitName(image.imageName)
  return (
    <li className={classes.card} data-image={image.imageId} tabIndex={-1}>
      <div className={classes.head}>
        <span className={classes.select}>
          <SelectCheckbox image={image} difference={difference} onSelect={onSelect} />
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
        {difference !== undefined && <DuplicateNameBadge difference={difference} />}
      </p>
      <div>
        <Description text={image.description} search={search} />
        <SoftwareVersions description={image.description} />
      </div>
      <ImageIdCell image={image} search={search} difference={difference} />
    </li>
  )
})

/** Longer descriptions are cut after two lines, with a button that shows the rest. */
const LONG_DESCRIPTION = 90

function Description({ text, search }: { text: string; search: Search }) {
  const { browse } = useMessages()
  const [isOpen, setOpen] = useState(false)
  if (text === '') return <p className={classes.description}>{browse.noDescription}</p>
  return (
    <div className={classes.description}>
      <p data-open={isOpen}>
        <CatalogueText text={text} search={search} />
      </p>
      {text.length > LONG_DESCRIPTION && (
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

/** The versions that a description names, readable without knowing its language. */
function SoftwareVersions({ description }: { description: string }) {
  const versions = useMemo(() => softwareVersions(description), [description])
  if (versions.length === 0) return null
  return (
    <dl className={classes.versions}>
      {versions.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
