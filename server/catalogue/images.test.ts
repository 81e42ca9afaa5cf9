import { expect, test } from 'vitest'

import { createHarness } from '../testing/catalogue-harness.ts'
import { listedImage } from '../testing/fake-swas-client.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import type { ImageQuery } from './images.ts'

const QUERIES: readonly ImageQuery[] = [
  { regions: ['cn-hangzhou'], state: 'current' },
  { regions: ['cn-hangzhou'], state: 'gone' },
  { regions: ['cn-hangzhou', 'us-west-1'], q: 'name-2', state: 'current' },
  { regions: 'all', state: 'current' },
]

/** Ten images, so that removing a few is not suspicious. */
function createHarnessWithImages() {
  const clock = createManualClock()
  const harness = createHarness({ clock })
  const images = Array.from({ length: 10 }, (_, index) =>
    listedImage(`image-${index}`, { imageName: `Name-${index}` }),
  )
  harness.images.set('cn-hangzhou', images)
  const list = async (query: ImageQuery) => {
    const outcome = await harness.catalogue.images(query)
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }
  return { ...harness, clock, all: images, list }
}

test.each(QUERIES)('repeating a query of $regions $state gives an equal answer', async (query) => {
  const { list, read, clock } = createHarnessWithImages()
  await read('all')
  await clock.pass(0)
  expect(await list(query)).toEqual(await list({ ...query }))
})

test('the version of a list changes whenever its images do', async () => {
  const { list, read, clock, images, all, failures, fake, catalogue } = createHarnessWithImages()
  const byVersion = new Map<string, unknown>()
  await read('cn-hangzhou')
  const moments = [
    () => read('all'),
    () => clock.pass(1_000),
    async () => images.set('cn-hangzhou', all.slice(0, 9)),
    () => clock.pass(20_000),
    () => catalogue.refresh('cn-hangzhou'),
    async () => failures.set('cn-hangzhou', { code: 'PERMISSION_DENIED' }),
    () => clock.pass(2 * 3_600_000),
    async () => failures.clear(),
    () => clock.pass(60_000),
    async () => {
      fake.reported = ['cn-hangzhou', 'us-west-1']
    },
    () => clock.pass(2 * 86_400_000),
    () => catalogue.regions('en-US'),
    () => clock.pass(0),
  ]
  for (const act of moments) {
    await act()
    for (const query of QUERIES) {
      const { version, images, total } = await list(query)
      expect(total).toBe(images.length)
      const key = JSON.stringify([query, version])
      expect(byVersion.get(key) ?? images).toEqual(images)
      byVersion.set(key, images)
    }
  }
  expect(byVersion.size).toBeGreaterThan(2 * QUERIES.length)
})
