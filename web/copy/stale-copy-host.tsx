import { lazy, Suspense } from 'react'

import { dismissCopied, useCopied } from './copied.ts'

const StaleCopy = lazy(async () => {
  try {
    return { default: (await import('./stale-copy.tsx')).StaleCopy }
  } catch {
    // Out of reach of the server the copy itself has still worked: nothing may take the page away for a remark.
    return { default: () => null }
  }
})

/** The one place on the page that says how old it is what was copied; its code comes with the first copy. */
export function StaleCopyHost() {
  const { images, count } = useCopied()
  if (images.length === 0) return null
  return (
    <Suspense fallback={null}>
      <StaleCopy key={count} images={images} onDismiss={dismissCopied} />
    </Suspense>
  )
}
