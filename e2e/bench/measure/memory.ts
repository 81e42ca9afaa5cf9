import type { Who } from '../row.ts'
import type { Site } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'
import { chooseFilter, openTab, press, showGenerated, type Tab } from '../tab.ts'

/** The page's heap with many images, and its growth over fifty changes of filter and search. */
export const memory: Measurement = {
  name: 'memory of the page',
  async measure(stage) {
    const count = stage.quick ? 100 : 10_000
    const after: Record<Who, number[]> = { ours: [], bound: [], naive: [] }
    const growth: Record<Who, number[]> = { ours: [], bound: [], naive: [] }
    for (const site of stage.sites) {
      if (site.who === 'naive' || (stage.quick && site.who === 'bound')) continue
      const heap = await useFilters(stage, site, count)
      after[site.who].push(heap.after / 1e6)
      growth[site.who].push((100 * heap.after) / heap.before)
    }
    const images = `${count.toLocaleString('en')} images`
    return [
      { what: `heap, ${images}, after 50 filter changes`, unit: 'MB', ...after, goal: { ratioAtMost: 1.5 } },
      { what: `heap after 50 filter changes, of before`, unit: '%', ...growth, goal: { atMost: 105 } },
    ]
  },
}

async function useFilters(stage: Stage, site: Site, count: number) {
  const tab = await openTab(stage, 'local')
  await showGenerated(tab, stage, site, count)
  const change = async (times: number) => {
    for (let index = 0; index < times; index += 1) {
      await chooseFilter(tab, 'Image type', index % 2 === 0 ? 'System' : 'All')
      await tab.page.getByRole('searchbox', { name: 'Search images' }).click()
      await press(tab, index % 2 === 0 ? 'u' : 'Backspace')
    }
  }
  // The first changes fill caches.
  await change(stage.quick ? 1 : 2)
  const before = await heapOf(tab)
  await change(stage.quick ? 1 : 24)
  const after = await heapOf(tab)
  await tab.close()
  return { before, after }
}

async function heapOf({ cdp }: Tab): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize
}
