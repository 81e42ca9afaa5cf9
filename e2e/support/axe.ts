import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Violations of any axe rule on the page. */
export async function violations(page: Page): Promise<string[]> {
  return describe(await builderFor(page))
}

/** Violations of WCAG 2.2 level AA on the page. */
export async function wcagViolations(page: Page): Promise<string[]> {
  return describe((await builderFor(page)).withTags(WCAG_22_AA))
}

/** Leaving out passing rules and injecting axe once per document saves a quarter of the time. */
async function builderFor(page: Page): Promise<AxeBuilder> {
  const isInjected = await page.evaluate(() => 'axe' in window)
  const builder = new AxeBuilder(isInjected ? { page, axeSource: ';' } : { page })
  // The default mode opens a second page per run to cover iframes, and no page has any.
  return builder.setLegacyMode(true).options({ resultTypes: ['violations'], preload: false })
}

async function describe(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
  )
}
