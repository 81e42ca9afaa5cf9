import { expect, test, vi } from 'vitest'

import { loadOnce, memoizeByObject, memoizeByText } from './memoize.ts'

test('computes each object once', () => {
  const seen: object[] = []
  const wrap = memoizeByObject((object: object) => {
    seen.push(object)
    return { object }
  })
  const one = {}
  expect(wrap(one)).toBe(wrap(one))
  expect(wrap({})).not.toBe(wrap(one))
  expect(seen).toHaveLength(2)
})

test('computes each text once, also to false', () => {
  const seen: string[] = []
  const isLong = memoizeByText((text) => {
    seen.push(text)
    return text.length > 3
  })
  expect(['no', 'long', 'no', 'long'].map(isLong)).toEqual([false, true, false, true])
  expect(seen).toEqual(['no', 'long'])
})

test('the cache of texts is bounded', () => {
  let calls = 0
  const shout = memoizeByText((text) => {
    calls += 1
    return `${text}!`
  })
  for (let n = 0; n < 10_000; n += 1) expect(shout(`text ${n}`)).toBe(`text ${n}!`)
  shout('text 0')
  expect(calls).toBe(10_001)
})

test('loads once for all callers, and again after a failure', async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('no disk'))
    .mockResolvedValue('x')
  const once = loadOnce(load)
  await expect(Promise.all([once(), once()])).rejects.toThrow('no disk')
  expect(load).toHaveBeenCalledTimes(1)
  expect(await Promise.all([once(), once()])).toEqual(['x', 'x'])
  expect(load).toHaveBeenCalledTimes(2)
})
