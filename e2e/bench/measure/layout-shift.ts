import type { Who } from '../row.ts'
import type { Site } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'
import { chooseFilter, chooseRegion, chooseView, openList, openTab, press } from '../tab.ts'

/** Cumulative layout shift over one whole job with a slow CPU and network. */
export const layoutShift: Measurement = {
  name: 'layout shift',
  async measure(stage) {
    const figures: Record<Who, number[]> = { ours: [], bound: [], naive: [] }
    for (const site of stage.sites.filter(({ who }) => !stage.quick || who === 'ours'))
      figures[site.who].push(await doJob(stage, site))
    return [{ what: 'layout shift over the whole job', unit: '', ...figures, goal: { atMost: 0 } }]
  },
}

async function doJob(stage: Stage, { server }: Site): Promise<number> {
  const { regionIds } = stage
  const tab = await openTab(stage, 'fast-4g')
  const { page } = tab
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openList(tab, `${server.origin}/images?region=${regionIds[0]}`)
  await chooseRegion(tab, regionIds[1] ?? '')
  await chooseFilter(tab, 'Image type', 'System')
  await page.getByRole('searchbox', { name: 'Search images' }).click()
  for (const key of 'ubuntu') await press(tab, key)
  await page
    .getByRole('button', { name: /^Copy image ID of / })
    .first()
    .click()
  await chooseView(tab, 'Table')
  const shift = await page.evaluate(() => window.probe.shift)
  await tab.close()
  return shift
}
