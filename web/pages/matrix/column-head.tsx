import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'

import type { ImagesAnswer } from '#contract/images.ts'

import { regionsQuery } from '../../api/queries.ts'
import { useLanguage } from '../../i18n/messages.ts'
import { localName } from '../../region/region-name.ts'
import { CopyRegionMap } from './copy-region-map.tsx'
import { useMatrixMessages } from './matrix-messages.ts'
import { imagesIn, type MatrixRow } from './matrix-rows.ts'

import classes from './matrix.module.css'

/** A region over its column, and what copies the column. */
export const ColumnHead = memo(function ColumnHead(props: {
  regionId: string
  rows: readonly MatrixRow[]
  states: ImagesAnswer['regions']
  isActive: boolean
}) {
  const { regionId, rows, states, isActive } = props
  const matrix = useMatrixMessages()
  const language = useLanguage()
  const region = useQuery(regionsQuery()).data?.regions.find((other) => other.regionId === regionId)
  return (
    <th scope="col">
      <span className={classes.head}>
        <span>
          {region !== undefined && <small className={classes.local}>{localName(region, language)}</small>}
          <code>{regionId}</code>
        </span>
        <CopyRegionMap
          images={() => imagesIn(rows, [regionId])}
          states={states}
          label={matrix.copyColumn(regionId)}
          more={matrix.moreColumn(regionId)}
          done={matrix.copied(regionId)}
          isActive={isActive}
        />
      </span>
    </th>
  )
})
