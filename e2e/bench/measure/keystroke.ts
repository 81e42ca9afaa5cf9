import type { Row, Who } from '../row.ts'
import type { Site } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'
import { quantile } from '../statistics.ts'
import { openTab, press, showGenerated } from '../tab.ts'

const BACK = Array.from({ length: 6 }, () => 'Backspace')
const KEYS = ['u', 'b', 'u', 'n', 't', 'u', ...BACK, 'd', 'o', 'c', 'k', 'e', 'r', ...BACK]
/** One word, typed and deleted: enough for the sizes without an absolute goal. */
const FEW_KEYS = KEYS.slice(0, 12)
const GOAL_COUNT = 10_000
/** Fewer keys for the naive page, which takes seconds for each. */
const NAIVE_KEYS = KEYS.slice(0, 4)
/** With more images the naive page takes over a minute per key. */
const MAX_NAIVE = 1_000

/** From a key in the search box to its painted result, for increasing numbers of images. */
export const keystroke: Measurement = {
  name: 'keystroke',
  async measure(stage) {
    const rows: Row[] = []
    for (const count of stage.quick ? [100] : [100, 1_000, 10_000, 100_000]) {
      const figures: Record<Who, number[]> = { ours: [], bound: [], naive: [] }
      for (const site of stage.sites)
        if (site.who !== 'naive' || (count <= MAX_NAIVE && !stage.quick))
          figures[site.who].push(...(await type(stage, site, count)))
      rows.push(...rowsOf(count, figures))
    }
    return rows
  },
}

async function type(stage: Stage, site: Site, count: number): Promise<number[]> {
  const tab = await openTab(stage, 'local')
  await showGenerated(tab, stage, site, count)
  await tab.page.getByRole('searchbox', { name: 'Search images' }).click()
  const figures: number[] = []
  for (const key of keysFor(stage, site, count)) figures.push(await press(tab, key))
  await tab.close()
  return figures
}

function keysFor({ quick }: Stage, { who }: Site, count: number): readonly string[] {
  if (quick || who === 'naive') return NAIVE_KEYS
  return count === GOAL_COUNT ? KEYS : FEW_KEYS
}

function rowsOf(count: number, { ours, bound, naive }: Record<Who, number[]>): Row[] {
  const what = `keystroke to result, ${count.toLocaleString('en')} images, 4x CPU`
  const p95 = (figures: readonly number[]) => (figures.length === 0 ? [] : [quantile(figures, 0.95)])
  const limit = count === GOAL_COUNT ? { atMost: 50 } : {}
  return [
    { what: `${what}: p50`, unit: 'ms', ours, bound, naive, goal: { ratioAtMost: 1.5 } },
    {
      what: `${what}: p95`,
      unit: 'ms',
      ours: p95(ours),
      bound: p95(bound),
      naive: p95(naive),
      goal: { ...limit, ratioAtMost: 1.5 },
    },
  ]
}
