import type { Row, Who } from '../row.ts'
import type { Site } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'
import { chooseView, openTab, scrollDown, showGenerated } from '../tab.ts'

/** The share of frames on time while a long list is scrolled with the wheel. */
export const scroll: Measurement = {
  name: 'scroll',
  async measure(stage) {
    const rows: Row[] = []
    const count = stage.quick ? 1_100 : 10_000
    for (const view of ['Cards', 'Table'] as const) {
      const figures: Record<Who, number[]> = { ours: [], bound: [], naive: [] }
      for (const site of stage.sites)
        if (site.who === 'ours' || (site.who === 'bound' && !stage.quick))
          figures[site.who].push(...(await scrollThrough(stage, site, count, view)))
      const what = `scroll, ${count.toLocaleString('en')} ${view === 'Cards' ? 'cards' : 'rows'}, 4x CPU: frames in time`
      rows.push({ what, unit: '%', ours: figures.ours, bound: figures.bound, goal: { atLeast: 98 } })
    }
    return rows
  },
}

async function scrollThrough(stage: Stage, site: Site, count: number, view: 'Cards' | 'Table') {
  const tab = await openTab(stage, 'local')
  await showGenerated(tab, stage, site, count)
  await chooseView(tab, view)
  const shares: number[] = []
  for (let turn = 0; turn < (stage.quick ? 1 : 3); turn += 1)
    shares.push(100 * (await scrollDown(tab, stage.quick ? 1_000 : 9_000)))
  await tab.close()
  return shares
}
