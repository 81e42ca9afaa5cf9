import { Fragment } from 'react'

import { useMessages } from '../../i18n/messages.ts'
import { typeName } from '../../image/filter-images.ts'
import { visibleName } from '../../image/image-name.ts'
import { PrintTable } from '../../ui/print-table.tsx'
import { useMatrixMessages } from './matrix-messages.ts'
import { type MatrixRow, regionsById } from './matrix-rows.ts'

/** Lists the IDs of each image with their regions, because the matrix is wider than paper. */
export function PrintedMatrix({ rows, columns }: { rows: readonly MatrixRow[]; columns: readonly string[] }) {
  const { browse } = useMessages()
  const matrix = useMatrixMessages()
  return (
    <PrintTable label={matrix.table} columns={[matrix.image, browse.columns.id, browse.columns.region]}>
      {rows.flatMap((row) =>
        [...regionsById(row, columns)].map(([imageId, regionIds]) => (
          <tr key={`${row.key} ${imageId}`}>
            <th scope="row">
              <bdi>{visibleName(row.imageName)}</bdi>{' '}
              <small>
                {typeName(row.imageType, browse.types)} · {row.platform}
              </small>
            </th>
            <td>
              <code>{imageId}</code>
            </td>
            <td>
              {regionIds.map((regionId, at) => (
                <Fragment key={regionId}>
                  {at > 0 && ', '}
                  <code>{regionId}</code>
                </Fragment>
              ))}
            </td>
          </tr>
        )),
      )}
    </PrintTable>
  )
}
