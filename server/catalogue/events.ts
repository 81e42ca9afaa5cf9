import type { Failure } from '#contract/failures.ts'

/** What the catalogue tells the log. */
export type CatalogueEvent =
  | { event: 'refreshed'; regionId: string; images: number; changes: number }
  | { event: 'refresh-failed'; regionId: string; failure: Failure }
  /** A complete listing that lacks so much that it changes nothing until a second one agrees. */
  | { event: 'doubtful'; regionId: string; listed: number; missing: number }
  | { event: 'regions-failed'; failure: Failure }
  /** The durable copy could not be written; what is in memory serves on. */
  | { event: 'store-failed'; error: unknown }
  /** Something threw that never should: a defect of this program. */
  | { event: 'defect'; error: unknown }

export type OnEvent = (event: CatalogueEvent) => void
