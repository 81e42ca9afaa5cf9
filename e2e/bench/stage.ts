import type { Browser } from '@playwright/test'

import { buildPages } from './build-pages.ts'
import { launchBrowser } from './launch-browser.ts'
import type { Row } from './row.ts'
import { type Site, startSites } from './sites.ts'

/** Shared resources of the measurements. */
export type Stage = {
  /** Run everything once at small sizes, only to check that it works. */
  quick: boolean
  browser: Browser
  sites: readonly Site[]
  /** All regions, in the product's order. */
  regionIds: readonly string[]
  close(): Promise<void>
}

/** One measurement, which returns one or more lines of the table. */
export type Measurement = { name: string; measure(stage: Stage): Promise<Row[]> }

/** Builds the pages, and starts the servers and the browser. */
export async function createStage(quick: boolean): Promise<Stage> {
  await buildPages()
  const { sites, regionIds } = await startSites()
  const browser = await launchBrowser()
  return {
    quick,
    browser,
    sites,
    regionIds,
    close: async () => {
      await browser.close()
      for (const { server } of sites) await server.stop()
    },
  }
}
