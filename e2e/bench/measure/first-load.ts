import type { Page } from '@playwright/test'

import type { Who } from '../row.ts'
import type { Site } from '../sites.ts'
import type { Measurement, Stage } from '../stage.ts'
import { openList, openTab } from '../tab.ts'

type Load = { firstCardMs: number; kilobytes: number; rounds: number; requests: number }

/** A cold visit to the list with a slow CPU and network: time to the first card, and what was fetched for it. */
export const firstLoad: Measurement = {
  name: 'first load',
  async measure(stage) {
    const loads: Record<Who, Load[]> = { ours: [], bound: [], naive: [] }
    for (let turn = 0; turn < (stage.quick ? 1 : 7); turn += 1)
      for (const site of stage.sites) loads[site.who].push(await visit(stage, site))
    const all = (pick: (load: Load) => number) => ({
      ours: loads.ours.map(pick),
      bound: loads.bound.map(pick),
      naive: loads.naive.map(pick),
    })
    return [
      {
        what: 'JS + CSS before the first card, brotli',
        unit: 'kB',
        ...all((load) => load.kilobytes),
        goal: { atMost: 115 },
      },
      {
        what: 'first card, 4x CPU, Fast 4G',
        unit: 'ms',
        ...all((load) => load.firstCardMs),
        goal: { ratioAtMost: 1.6 },
      },
      {
        what: 'network rounds before the first card',
        unit: '',
        ...all((load) => load.rounds),
        goal: { atMost: 2 },
      },
      { what: 'requests before the first card', unit: '', ...all((load) => load.requests) },
    ]
  },
}

async function visit(stage: Stage, { server }: Site): Promise<Load> {
  const tab = await openTab(stage, 'fast-4g')
  const firstCardMs = await openList(tab, `${server.origin}/images?region=${stage.regionIds[0]}`)
  const fetched = await fetchedBefore(tab.page, firstCardMs)
  await tab.close()
  const code = fetched.filter(({ name }) => /\.(?:js|css)(?:\?|$)/.test(name))
  const bytes = code.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  return { firstCardMs, kilobytes: bytes / 1000, rounds: roundsOf(fetched), requests: fetched.length }
}

type Fetched = { name: string; startTime: number; responseEnd: number; encodedBodySize: number }

/** The document and everything else fetched by then. */
function fetchedBefore(page: Page, byMs: number): Promise<Fetched[]> {
  return page.evaluate(
    (limitMs) =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .map(({ name, startTime, responseEnd, encodedBodySize }) => ({
          name,
          startTime,
          responseEnd,
          encodedBodySize,
        }))
        .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= limitMs),
    byMs,
  )
}

/** The longest chain of requests that each began after the previous one had ended. */
function roundsOf(fetched: readonly Fetched[]): number {
  const depths: { endMs: number; depth: number }[] = []
  for (const { startTime, responseEnd } of fetched.toSorted((a, b) => a.startTime - b.startTime)) {
    const before = depths.filter(({ endMs }) => endMs <= startTime).map(({ depth }) => depth)
    depths.push({ endMs: responseEnd, depth: 1 + Math.max(0, ...before) })
  }
  return Math.max(0, ...depths.map(({ depth }) => depth))
}
