import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { announce, useAnnouncement } from './live-region.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

/** What is said from now on, one after another. */
function heard(): string[] {
  const said: string[] = []
  const stop = useAnnouncement.subscribe(({ text }) => void (text !== '' && said.push(text)))
  vi.runAllTimers()
  stop()
  return said
}

test('of several counts that wait, the last one is said', () => {
  for (const count of ['95 images', '62 images', '3 images']) announce(count, 'count')
  expect(heard()).toEqual(['95 images', '3 images'])
})

test('what was copied is never lost to a count, and is said before it', () => {
  announce('Copied image ID')
  announce('3 images', 'count')
  announce('Copied Link')
  announce('4 images', 'count')
  expect(heard()).toEqual(['Copied image ID', 'Copied Link', '4 images'])
})
