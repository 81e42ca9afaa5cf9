import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Every violation that axe finds on the page, by all of its rules. */
export async function violations(page: Page): Promise<string[]> {
  return describe(await builderFor(page))
}

/** Every violation of WCAG 2.2, level AA, that axe finds on the page. */
export async function wcagViolations(page: Page): Promise<string[]> {
  return describe((await builderFor(page)).withTags(WCAG_22_AA))
}

/** Passing rules are not written out and axe itself is injected once per document: together a quarter of the time. */
async function builderFor(page: Page): Promise<AxeBuilder> {
  const isInjected = await page.evaluate(() => 'axe' in window)
  const builder = new AxeBuilder(isInjected ? { page, axeSource: ';' } : { page })
  // No page has frames, the only reason for the default mode, which opens a second page for each run.
  return builder.setLegacyMode(true).options({ resultTypes: ['violations'], preload: false })
}

async function describe(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
  )
}
