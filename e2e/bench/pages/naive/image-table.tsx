import { Code, Highlight, Table } from '@mantine/core'

import { CopyId } from './copy-id.tsx'
import type { Listed } from './listed.ts'

/** Every row, however many there are. */
export function ImageTable({ images, query }: { images: readonly Listed[]; query: string }) {
  return (
    <Table aria-label="Images">
      <Table.Tbody>
        {images.map((image) => (
          <Table.Tr key={image.imageId}>
            <Table.Td>
              <Highlight highlight={query}>{image.imageName}</Highlight>
            </Table.Td>
            <Table.Td>{image.imageType}</Table.Td>
            <Table.Td>{image.platform}</Table.Td>
            <Table.Td>{image.regionId}</Table.Td>
            <Table.Td>
              <Code>{image.imageId}</Code>
            </Table.Td>
            <Table.Td>
              <CopyId image={image} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
