import { create } from 'zustand'

import { type ApiError, type ApiFailure, isBackendGone, type PageFailureCode } from './errors.ts'
import { isOutdated } from './queries.ts'

/** Why our own server gives nothing: it cannot be reached, or it has a newer page than this one. */
type Lost = PageFailureCode | 'OUTDATED'

/** Whether our own server can be reached, as far as the last calls tell. */
export const useConnection = create((): { lost: Lost | null } => ({ lost: null }))

/** Why our own server lets nobody in from here; null while it does. */
export const useAccessRefusal = create((): { refusal: ApiFailure | null } => ({ refusal: null }))

/** Notes a failed call. An answer that this page cannot read may come from a server with a newer page. */
export function reportFailure({ failure }: ApiError) {
  if (failure.code === 'UNAUTHENTICATED') useAccessRefusal.setState({ refusal: failure })
  if (failure.code === 'BAD_ANSWER') void reportIfOutdated()
  if (!isBackendGone(failure)) return
  useConnection.setState({ lost: failure.code === 'OFFLINE' ? 'OFFLINE' : 'BACKEND_UNREACHABLE' })
}

async function reportIfOutdated() {
  if (await isOutdated()) useConnection.setState({ lost: 'OUTDATED' })
}

/** A part of the page itself could not be loaded: it comes from our own server too. */
export async function reportLoadFailure() {
  useConnection.setState({ lost: (await isOutdated()) ? 'OUTDATED' : 'BACKEND_UNREACHABLE' })
}

/** The server answers again. */
export function reportRecovery() {
  useConnection.setState({ lost: null })
}
