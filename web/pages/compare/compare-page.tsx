import { IconArrowsExchange } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId, useMemo } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'

import type { Image } from '#contract/images.ts'

import { imagesQuery, regionsQuery } from '../../api/queries.ts'
import { ImageId } from '../../copy/image-id.tsx'
import { CatalogueText } from '../../image/catalogue-text.tsx'
import { type NameDifference, findDuplicateNames, uniqueName } from '../../image/duplicate-names.ts'
import { RegionPicker } from '../../region/region-picker.tsx'
import { compareUrl, imageUrl } from '../../routing/routes.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { useMatrixMessages } from '../matrix/matrix-messages.ts'
import { compareRegions } from './compare-regions.ts'

import control from '../../ui/control.module.css'
import classes from '../matrix/matrix.module.css'

/** Two regions side by side. */
export function ComparePage() {
  const matrix = useMatrixMessages()
  const parameters = new URLSearchParams(useSearch())
  const [a, b] = [parameters.get('a') ?? '', parameters.get('b') ?? '']
  const regions = useQuery(regionsQuery()).data?.regions
  const show = (first: string, second: string) =>
    navigate(compareUrl(first || undefined, second || undefined))
  return (
    <>
      <PageHead title={matrix.compareTitle} intro={matrix.compareIntro} />
      <div className={classes.pickers}>
        <RegionPicker
          label={matrix.firstRegion}
          regions={regions}
          value={a}
          withAll={false}
          onChoose={(id) => show(id, b)}
        />
        <RegionPicker
          label={matrix.secondRegion}
          regions={regions}
          value={b}
          withAll={false}
          onChoose={(id) => show(a, id)}
        />
        <button
          type="button"
          className={`${control.button} ${classes.small}`}
          aria-label={matrix.swap}
          onClick={() => show(b, a)}
        >
          <IconArrowsExchange size={20} aria-hidden="true" />
        </button>
      </div>
      {a === '' || b === '' ? (
        <p className={classes.hint}>{matrix.chooseTwo}</p>
      ) : (
        <Comparison key={`${a} ${b}`} a={a} b={b} />
      )}
    </>
  )
}

function Comparison({ a, b }: { a: string; b: string }) {
  const here = useQuery(imagesQuery(a))
  const there = useQuery(imagesQuery(b))
  return (
    <QueryState query={here}>
      {(one) => (
        <QueryState query={there}>
          {(other) => <Differences a={a} b={b} here={one.images} there={other.images} />}
        </QueryState>
      )}
    </QueryState>
  )
}

function Differences(props: { a: string; b: string; here: readonly Image[]; there: readonly Image[] }) {
  const { a, b, here, there } = props
  const matrix = useMatrixMessages()
  const { onlyHere, onlyThere, otherId, same } = compareRegions(here, there)
  const duplicates = useMemo(() => findDuplicateNames([...here, ...there]), [here, there])
  return (
    <>
      <p className={classes.same}>{matrix.sameIds(same)}</p>
      <div className={classes.sections}>
        <Section title={matrix.onlyIn(a)} groups={onlyHere.map((image) => [image])} duplicates={duplicates} />
        <Section
          title={matrix.onlyIn(b)}
          groups={onlyThere.map((image) => [image])}
          duplicates={duplicates}
        />
        <Section
          title={matrix.otherId}
          groups={otherId.map((pair) => [...pair.here, ...pair.there])}
          duplicates={duplicates}
        />
      </div>
    </>
  )
}

function Section(props: {
  title: string
  groups: readonly (readonly Image[])[]
  /** What tells images of one name in one region apart. */
  duplicates: ReadonlyMap<Image, NameDifference>
}) {
  const { title, groups, duplicates } = props
  const matrix = useMatrixMessages()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} ({groups.length})
      </h2>
      {groups.length === 0 ? (
        <p>{matrix.none}</p>
      ) : (
        <ul>
          {groups.map((images) => (
            <li key={images.map(({ regionId, imageId }) => `${regionId} ${imageId}`).join()}>
              <CatalogueText text={images[0]?.imageName ?? ''} />
              {images.map((image) => (
                <span key={`${image.regionId} ${image.imageId}`} className={classes.place}>
                  <a href={imageUrl(image.regionId, image.imageId)}>{image.regionId}</a>
                  <ImageId image={image} name={uniqueName(image.imageName, duplicates.get(image))} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
