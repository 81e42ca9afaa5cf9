import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { announce, useAnnouncement } from './live-region.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

/** Everything announced from now on, in order. */
function announced(): string[] {
  const said: string[] = []
  const stop = useAnnouncement.subscribe(({ text }) => void (text !== '' && said.push(text)))
  vi.runAllTimers()
  stop()
  return said
}

test('only the last of several pending counts is announced', () => {
  for (const count of ['95 images', '62 images', '3 images']) announce(count, 'count')
  expect(announced()).toEqual(['95 images', '3 images'])
})

test('a copy is announced before a count and never replaced by one', () => {
  announce('Copied image ID')
  announce('3 images', 'count')
  announce('Copied Link')
  announce('4 images', 'count')
  expect(announced()).toEqual(['Copied image ID', 'Copied Link', '4 images'])
})
