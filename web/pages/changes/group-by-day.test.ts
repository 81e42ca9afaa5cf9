import { expect, test } from 'vitest'

import type { Change } from '#contract/changes.ts'

import { groupByDay } from './group-by-day.ts'

const change = (at: string): Change => ({
  id: at,
  at,
  kind: 'added',
  regionId: 'cn-hangzhou',
  imageId: 'a',
  imageName: 'A',
  imageType: 'app',
  platform: 'Linux',
  before: null,
  candidates: [],
})

test('days follow the time zone', () => {
  const changes = [
    change('2026-11-02T01:00:00Z'),
    change('2026-11-01T17:00:00Z'),
    change('2026-11-01T15:00:00Z'),
  ]
  expect(groupByDay(changes, 'Asia/Shanghai').map(({ date, changes }) => [date, changes.length])).toEqual([
    ['2026-11-02', 2],
    ['2026-11-01', 1],
  ])
  expect(groupByDay(changes, 'UTC').map(({ date }) => date)).toEqual(['2026-11-02', '2026-11-01'])
})
