import { lazyComponent } from '../lib/lazy-component.ts'
import { dismissCopied, useCopied } from './last-copy.ts'

const StaleCopy = lazyComponent(async () => (await import('./stale-copy-notice.tsx')).StaleCopy)

/** Loads what may have to be said of a copy. */
export const prepareStaleCopy = StaleCopy.preload

/** The one place on the page that says how old it is what was copied; its code comes with the first copy. */
export function StaleCopyHost() {
  const { images, count } = useCopied()
  if (images.length === 0) return null
  return <StaleCopy.Component key={count} images={images} onDismiss={dismissCopied} />
}
