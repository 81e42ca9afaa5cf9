import { Badge, Card, Code, Group, Highlight, SimpleGrid, Title } from '@mantine/core'

import { CopyId } from './copy-id.tsx'
import type { Listed } from './listed.ts'

/** Every card, however many there are. */
export function Cards({ images, query }: { images: readonly Listed[]; query: string }) {
  return (
    <SimpleGrid component="ul" aria-label="Images" cols={{ base: 1, sm: 2, lg: 4 }} p={0}>
      {images.map((image) => (
        <Card component="li" key={image.imageId} withBorder>
          <Title order={2} size="h5">
            <Highlight component="span" inherit highlight={query}>
              {image.imageName}
            </Highlight>
          </Title>
          <Group>
            <Badge>{image.imageType}</Badge>
            <Badge>{image.platform}</Badge>
          </Group>
          <Highlight highlight={query} lineClamp={2} size="sm">
            {image.description}
          </Highlight>
          <Group>
            <Code>{image.imageId}</Code>
            <CopyId image={image} />
          </Group>
        </Card>
      ))}
    </SimpleGrid>
  )
}
