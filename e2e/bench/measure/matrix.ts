import { fillCatalogue } from '../filled-catalogue.ts'
import type { Row, Who } from '../row.ts'
import { type Site, startMatrixSites } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'
import { chooseFilter, openList, openTab, scrollDown } from '../tab.ts'

type Visit = { firstMs: number; filterMs: number[]; inTime: number[] }

/** All images of all regions: time to the first row, time to filtered rows, and scrolling. */
export const matrix: Measurement = {
  name: 'matrix',
  async measure(stage) {
    const images = stage.quick ? 30 : 1000
    const catalogue = await fillCatalogue(stage.regionIds, images)
    const sites = await startMatrixSites(catalogue.env)
    const visits: Record<Who, Visit[]> = { ours: [], bound: [], naive: [] }
    for (let turn = 0; turn < (stage.quick ? 1 : 3); turn += 1)
      for (const site of sites) visits[site.who].push(await visit(stage, site))
    for (const { server } of sites) await server.stop()
    await catalogue.remove()
    const all = (pick: (one: Visit) => number[]) => ({
      ours: visits.ours.flatMap(pick),
      bound: visits.bound.flatMap(pick),
    })
    const what = `matrix, ${images.toLocaleString('en')} x ${stage.regionIds.length}, 4x CPU`
    return [
      {
        what: `${what}: first row`,
        unit: 'ms',
        ...all(({ firstMs }) => [firstMs]),
        goal: { ratioAtMost: 2 },
      },
      {
        what: `${what}: filter to painted rows`,
        unit: 'ms',
        ...all(({ filterMs }) => filterMs),
        goal: { ratioAtMost: 2 },
        note: 'the matrix is sorted by name; a filter sorts and renders it again',
      },
      {
        what: `${what}: frames in time`,
        unit: '%',
        ...all(({ inTime }) => inTime),
        goal: { atLeast: 95 },
      },
    ] satisfies Row[]
  },
}

async function visit(stage: Stage, { server }: Site): Promise<Visit> {
  const tab = await openTab(stage, 'local')
  const firstMs = await openList(tab, `${server.origin}/matrix`)
  const filterMs: number[] = []
  for (const type of stage.quick ? ['System'] : ['System', 'App', 'All'])
    filterMs.push(await chooseFilter(tab, 'Image type', type))
  const inTime = [100 * (await scrollDown(tab, stage.quick ? 500 : 6_000))]
  await tab.close()
  return { firstMs, filterMs, inTime }
}
