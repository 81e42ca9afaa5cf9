import type { Browser } from '@playwright/test'

import { buildPages } from './build-pages.ts'
import { launchBrowser } from './launch-browser.ts'
import type { Row } from './row.ts'
import { type Site, startSites } from './sites.ts'

/** What the measurements share. */
export type Stage = {
  /** Only that everything runs and gives figures: once each, at small sizes. */
  quick: boolean
  browser: Browser
  sites: readonly Site[]
  /** Every region, in the order of the product. */
  regionIds: readonly string[]
  close(): Promise<void>
}

/** One measurement; several lines of the table may come of it. */
export type Measurement = { name: string; measure(stage: Stage): Promise<Row[]> }

/** Builds and starts everything. */
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
