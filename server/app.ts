import path from 'node:path'

import { startBackend } from './backend.ts'
import type { Config } from './config/config.ts'
import { type Access, createEntry } from './http/auth/auth.ts'
import type { Place } from './http/listen.ts'
import { readPages } from './http/pages/built-page.ts'
import { createService } from './http/service.ts'
import type { ConcealingLog } from './telemetry/logger.ts'
import { VERSION } from './version.ts'

/** A running process, as main sees it. */
export type App = {
  url: string
  /** Answers what is under way, at most for `graceMs`, then closes everything. */
  stop(graceMs: number): Promise<void>
}

/** Where to listen, and whom to let in. */
export type Entrance = { place: Place; access: Access }

/**
 * Starts everything and listens.
 * @throws StartError where the page is not built, or the port is taken
 */
export async function startApp(
  config: Config,
  { place, access }: Entrance,
  log: ConcealingLog,
): Promise<App> {
  const pages = readPages(path.join(import.meta.dirname, '../dist'))
  const backend = await startBackend(config, log)
  const entry = createEntry(access, { log, now: Date.now })
  const service = createService({ ...backend, pages, log, entry, version: VERSION })
  return {
    url: await service.listen(place),
    stop: async (graceMs) => {
      await service.drain(graceMs)
      await backend.close()
    },
  }
}
