import { create } from 'zustand'

import { type ApiError, type ApiFailure, isBackendGone, type PageFailureCode } from './errors.ts'
import { isOutdated } from './health.ts'

/** Why the page cannot use our server: it is unreachable, or it serves a newer version of the page. */
type Lost = PageFailureCode | 'OUTDATED'

/** Whether our server can be reached, judging by the last calls. */
export const useConnection = create((): { lost: Lost | null } => ({ lost: null }))

/** Why our server denies access to this browser; null while it grants it. */
export const useAccessRefusal = create((): { refusal: ApiFailure | null } => ({ refusal: null }))

/** Records a failed call. An answer the page cannot read may come from a server with a newer version of it. */
export function reportFailure({ failure }: ApiError) {
  if (failure.code === 'UNAUTHENTICATED') useAccessRefusal.setState({ refusal: failure })
  if (failure.code === 'BAD_ANSWER') void reportIfOutdated()
  if (!isBackendGone(failure)) return
  useConnection.setState({ lost: failure.code === 'OFFLINE' ? 'OFFLINE' : 'BACKEND_UNREACHABLE' })
}

async function reportIfOutdated() {
  if (await isOutdated()) useConnection.setState({ lost: 'OUTDATED' })
}

/** Records that one of the page's own files failed to load: those come from our server too. */
export async function reportLoadFailure() {
  useConnection.setState({ lost: (await isOutdated()) ? 'OUTDATED' : 'BACKEND_UNREACHABLE' })
}

export function reportRecovery() {
  useConnection.setState({ lost: null })
}
