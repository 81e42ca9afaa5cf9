import type { Image } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { typeName } from '../../image/filter-images.ts'
import { visibleName } from '../../image/image-name.ts'
import { PrintTable } from '../../ui/print-table.tsx'

/** Every image of a list, for print. */
export function PrintedImages({ images }: { images: readonly Image[] }) {
  const { browse } = useMessages()
  const { name, type, platform, region, id } = browse.columns
  return (
    <PrintTable label={browse.images} columns={[name, type, platform, region, id]}>
      {images.map(({ regionId, imageId, imageName, imageType, platform: system }) => (
        <tr key={`${regionId} ${imageId}`}>
          <th scope="row">
            <bdi>{visibleName(imageName)}</bdi>
          </th>
          <td>{typeName(imageType, browse.types)}</td>
          <td>{system}</td>
          <td>
            <code>{regionId}</code>
          </td>
          <td>
            <code>{imageId}</code>
          </td>
        </tr>
      ))}
    </PrintTable>
  )
}
