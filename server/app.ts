import path from 'node:path'

import { startBackend } from './backend.ts'
import type { Config } from './config.ts'
import { readPages } from './http/pages.ts'
import { createService } from './http/service.ts'
import type { Log } from './log.ts'
import { VERSION } from './version.ts'

/** A running process, as main sees it. */
export type App = {
  url: string
  /** Answers what is under way, at most for `graceMs`, then closes everything. */
  stop(graceMs: number): Promise<void>
}

/**
 * Starts everything and listens.
 * @throws StartError where the page is not built, or the port is taken
 */
export async function startApp(config: Config, address: string, log: Log): Promise<App> {
  const pages = readPages(path.join(import.meta.dirname, '../dist'))
  const backend = await startBackend(config, log)
  const service = createService({ ...backend, pages, log, version: VERSION })
  return {
    url: await service.listen({ address, port: config.port }),
    stop: async (graceMs) => {
      await service.drain(graceMs)
      await backend.close()
    },
  }
}
