import { Button, CopyButton, Tooltip } from '@mantine/core'

import type { Listed } from './listed.ts'

/** A copy button with a tooltip, as in Mantine's documentation. */
export function CopyId({ image }: { image: Listed }) {
  return (
    <CopyButton value={image.imageId}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy'}>
          <Button
            size="xs"
            onClick={copy}
            aria-label={`Copy image ID of ${image.imageName} in ${image.regionId}`}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </Tooltip>
      )}
    </CopyButton>
  )
}
