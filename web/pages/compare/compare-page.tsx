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
import { useCompareMessages } from './compare-messages.ts'
import { compareRegions } from './compare-regions.ts'

import control from '../../ui/control.module.css'
import classes from './compare-page.module.css'

/** Compares the images of two regions. */
export function ComparePage() {
  const text = useCompareMessages()
  const parameters = new URLSearchParams(useSearch())
  const [a, b] = [parameters.get('a') ?? '', parameters.get('b') ?? '']
  const regions = useQuery(regionsQuery()).data?.regions
  const show = (first: string, second: string) =>
    navigate(compareUrl(first || undefined, second || undefined))
  return (
    <>
      <PageHead title={text.title} intro={text.intro} />
      <div className={classes.pickers}>
        <RegionPicker
          label={text.firstRegion}
          regions={regions}
          value={a}
          withAll={false}
          onChoose={(id) => show(id, b)}
        />
        <RegionPicker
          label={text.secondRegion}
          regions={regions}
          value={b}
          withAll={false}
          onChoose={(id) => show(a, id)}
        />
        <button
          type="button"
          className={`${control.button} ${classes.swap}`}
          aria-label={text.swap}
          onClick={() => show(b, a)}
        >
          <IconArrowsExchange size={20} aria-hidden="true" />
        </button>
      </div>
      {a === '' || b === '' ? (
        <p className={classes.hint}>{text.chooseTwo}</p>
      ) : (
        <Comparison key={`${a} ${b}`} a={a} b={b} />
      )}
    </>
  )
}

function Comparison({ a, b }: { a: string; b: string }) {
  const first = useQuery(imagesQuery(a))
  const second = useQuery(imagesQuery(b))
  return (
    <QueryState query={first}>
      {({ images: here }) => (
        <QueryState query={second}>
          {({ images: there }) => <Differences {...{ a, b, here, there }} />}
        </QueryState>
      )}
    </QueryState>
  )
}

function Differences(props: { a: string; b: string; here: readonly Image[]; there: readonly Image[] }) {
  const { a, b, here, there } = props
  const text = useCompareMessages()
  const { onlyHere, onlyThere, otherId, same } = compareRegions(here, there)
  const duplicates = useMemo(() => findDuplicateNames([...here, ...there]), [here, there])
  return (
    <>
      <p className={classes.same}>{text.sameIds(same)}</p>
      <div className={classes.sections}>
        <Section title={text.onlyIn(a)} groups={onlyHere.map((image) => [image])} duplicates={duplicates} />
        <Section title={text.onlyIn(b)} groups={onlyThere.map((image) => [image])} duplicates={duplicates} />
        <Section
          title={text.otherId}
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
  /** The images that share their name with another one of their region. */
  duplicates: ReadonlyMap<Image, NameDifference>
}) {
  const { title, groups, duplicates } = props
  const text = useCompareMessages()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} ({groups.length})
      </h2>
      {groups.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <ul>
          {groups.map((images) => (
            <li key={images.map(({ regionId, imageId }) => `${regionId} ${imageId}`).join()}>
              <CatalogueText text={images[0]?.imageName ?? ''} />
              {images.map((image) => (
                <span key={`${image.regionId} ${image.imageId}`} className={classes.region}>
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
