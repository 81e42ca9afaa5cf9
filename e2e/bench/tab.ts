import type { CDPSession, Page } from '@playwright/test'

import { PROBE_SCRIPT } from './probe.ts'
import type { Site } from './sites.ts'
import type { Stage } from './stage.ts'

/** A laptop screen. */
const VIEWPORT = { width: 1366, height: 768 }

/** "Fast 4G" of Chrome DevTools: 9 Mbit/s down, 1.5 up, less 10 %; 60 ms × 2.75. */
const FAST_4G = { latency: 165, downloadThroughput: (9e6 / 8) * 0.9, uploadThroughput: (1.5e6 / 8) * 0.9 }

/** CPU throttling rate. */
const CPU_THROTTLING = 4

/** Long, because a quick run does everything in parallel, maybe beside other tests. */
const TIMEOUT_MS = 120_000

/** A tab with a new profile: no cache, no storage. */
export type Tab = { page: Page; cdp: CDPSession; close(): Promise<void> }

/** Opens an empty tab with the probe, a slow CPU and optionally a slow network; no throttling in a quick run. */
export async function openTab({ browser, quick }: Stage, network: 'local' | 'fast-4g'): Promise<Tab> {
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'en-US' })
  context.setDefaultTimeout(TIMEOUT_MS)
  const page = await context.newPage()
  await page.addInitScript({ content: PROBE_SCRIPT })
  const cdp = await context.newCDPSession(page)
  if (!quick) await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_THROTTLING })
  if (network === 'fast-4g' && !quick) {
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', { offline: false, ...FAST_4G })
  }
  return { page, cdp, close: () => context.close() }
}

/** Opens an address and waits for the first card or row. @returns when it was painted, in ms since navigation */
export async function openList({ page }: Tab, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  const firstItem = await page.waitForFunction(() => window.probe.firstItemMs)
  return (await firstItem.jsonValue()) ?? Number.NaN
}

/** Presses one key; @returns milliseconds to its painted result */
export async function press({ page }: Tab, key: string): Promise<number> {
  await page.keyboard.press(key)
  return page.evaluate(() => window.probe.settled())
}

/** Chooses a region; @returns milliseconds from the click to its painted cards */
export async function chooseRegion({ page }: Tab, regionId: string): Promise<number> {
  await page.getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: regionId }).first().click()
  return page.evaluate((id) => window.probe.settled(id), regionId)
}

/** Chooses a radio button by its visible text; @returns milliseconds to the painted result */
export async function chooseFilter({ page }: Tab, group: string, choice: string): Promise<number> {
  await page.getByRole('radiogroup', { name: group }).getByText(choice).click()
  return page.evaluate(() => window.probe.settled())
}

/** Shows the list as cards or as a table. */
export function chooseView(tab: Tab, view: 'Cards' | 'Table'): Promise<number> {
  return chooseFilter(tab, 'View', view)
}

/** Scrolls from the top, about four screens per second; @returns the share of frames on time */
export async function scrollDown({ page, cdp }: Tab, distancePx: number): Promise<number> {
  await page.evaluate(() => {
    scrollTo(0, 0)
    window.probe.startFrames()
  })
  await cdp.send('Input.synthesizeScrollGesture', {
    x: VIEWPORT.width / 2,
    y: VIEWPORT.height / 2,
    yDistance: -distancePx,
    speed: 3000,
    gestureSourceType: 'mouse',
  })
  return page.evaluate(() => window.probe.stopFrames())
}

/** Opens the list, then a region with `count` generated images from the benchmark's own server. */
export async function showGenerated(tab: Tab, { sites, regionIds }: Stage, site: Site, count: number) {
  const [first = '', second = ''] = regionIds
  const source = sites.find(({ who }) => who === 'bound')?.server.origin ?? ''
  await openList(tab, `${site.server.origin}/images?region=${first}`)
  await tab.page.route(/\/api\/images\?region=/, (route) =>
    route.continue({ url: `${source}/generated/${count}/${second}` }),
  )
  await chooseRegion(tab, second)
}
