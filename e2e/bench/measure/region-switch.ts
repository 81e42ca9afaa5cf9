import type { Who } from '../row.ts'
import type { Measurement } from '../stage.ts'
import { chooseRegion, openList, openTab } from '../tab.ts'

/** From the click on another region, cached by the server but not by the browser, to its painted cards. */
export const regionSwitch: Measurement = {
  name: 'region switch',
  async measure(stage) {
    const { sites, regionIds, quick } = stage
    const figures: Record<Who, number[]> = { ours: [], bound: [], naive: [] }
    const [first, ...others] = regionIds
    for (const { who, server } of sites) {
      if (quick && who === 'naive') continue
      const tab = await openTab(stage, 'local')
      await openList(tab, `${server.origin}/images?region=${first}`)
      for (const regionId of others.slice(0, quick ? 1 : 12))
        figures[who].push(await chooseRegion(tab, regionId))
      await tab.close()
    }
    return [
      {
        what: 'region switch, warm server, 4x CPU',
        unit: 'ms',
        ...figures,
        goal: { atMost: 50, ratioAtMost: 1.5 },
      },
    ]
  },
}
