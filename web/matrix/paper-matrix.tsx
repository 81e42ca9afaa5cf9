import { Fragment } from 'react'

import { visibleName } from '../images/image-name.ts'
import { typeName } from '../images/type-name.ts'
import { useMatrixWords } from '../messages/matrix-words.ts'
import { useMessages } from '../messages/messages.ts'
import { PaperTable } from '../ui/paper-table.tsx'
import { type MatrixRow, regionsById } from './rows.ts'

/** For each image the IDs that serve it, each with its regions: no sheet is as wide as the matrix. */
export function PaperMatrix({ rows, columns }: { rows: readonly MatrixRow[]; columns: readonly string[] }) {
  const { browse } = useMessages()
  const matrix = useMatrixWords()
  return (
    <PaperTable label={matrix.table} columns={[matrix.image, browse.columns.id, browse.columns.region]}>
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
    </PaperTable>
  )
}
