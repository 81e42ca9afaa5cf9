import type { Failure } from '#contract/failures.ts'

/** What the catalogue reports to the log. */
export type CatalogueEvent =
  | { event: 'refreshed'; regionId: string; images: number; changes: number }
  | { event: 'refresh-failed'; regionId: string; failure: Failure }
  /** A listing lost too many images to be trusted until a second one confirms it. */
  | { event: 'doubtful'; regionId: string; listed: number; missing: number }
  | { event: 'regions-failed'; failure: Failure }
  /** Writing to the store failed; memory still serves every read. */
  | { event: 'store-failed'; error: unknown }
  /** An unexpected exception: a bug in this program. */
  | { event: 'defect'; error: unknown }

export type OnEvent = (event: CatalogueEvent) => void
