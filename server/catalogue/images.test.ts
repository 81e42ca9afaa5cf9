import { expect, test } from 'vitest'

import { createRig } from '../testing/catalogue-harness.ts'
import { cloudImage } from '../testing/fake-swas-client.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import type { ImageQuestion } from './use-cases.ts'

const QUESTIONS: readonly ImageQuestion[] = [
  { regions: ['cn-hangzhou'], state: 'current' },
  { regions: ['cn-hangzhou'], state: 'gone' },
  { regions: ['cn-hangzhou', 'us-west-1'], q: 'name-2', state: 'current' },
  { regions: 'all', state: 'current' },
]

/** Ten images, so that a few may go without a doubt. */
function rigWithImages() {
  const clock = createManualClock()
  const rig = createRig({ clock })
  const images = Array.from({ length: 10 }, (_, index) =>
    cloudImage(`image-${index}`, { imageName: `Name-${index}` }),
  )
  rig.images.set('cn-hangzhou', images)
  const ask = async (question: ImageQuestion) => {
    const outcome = await rig.catalogue.images(question)
    if (!outcome.ok) throw new Error(outcome.failure.code)
    return outcome.value
  }
  return { ...rig, clock, all: images, ask }
}

test.each(QUESTIONS)('asked again at once, $regions $state gets an equal answer', async (question) => {
  const { ask, read, clock } = rigWithImages()
  await read('all')
  await clock.pass(0)
  expect(await ask(question)).toEqual(await ask(question))
})

test('a version never names two different lists of images', async () => {
  const { ask, read, clock, images, all, failures, fake, catalogue } = rigWithImages()
  const known = new Map<string, unknown>()
  const compare = async () => {
    for (const question of QUESTIONS) {
      const { version, images, total } = await ask(question)
      const name = JSON.stringify([question, version])
      expect(images).toEqual(known.get(name) ?? images)
      expect(total).toBe(images.length)
      known.set(name, images)
    }
  }
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
  for (const happen of moments) {
    await happen()
    await compare()
  }
  expect(known.size).toBeGreaterThan(2 * QUESTIONS.length)
})
