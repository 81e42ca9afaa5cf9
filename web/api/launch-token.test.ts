import { expect, test, vi } from 'vitest'

import { readLaunchToken, takeLaunchToken } from './launch-token.ts'

function tab(hash: string) {
  const kept = new Map<string, string>()
  return {
    location: { hash, pathname: '/images', search: '?region=cn-hangzhou' },
    history: { replaceState: vi.fn<History['replaceState']>() },
    sessionStorage: {
      setItem: (key: string, value: string) => void kept.set(key, value),
      getItem: (key: string) => kept.get(key) ?? null,
    },
  }
}

test('the token of the printed address is kept, and leaves the address bar', () => {
  const opened = tab('#token=abc_DEF-123')
  expect(takeLaunchToken(opened)).toBe(true)
  expect(readLaunchToken(opened.sessionStorage)).toBe('abc_DEF-123')
  expect(opened.history.replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/images?region=cn-hangzhou')
})

test.each(['', '#content', '#token=', '#token=a b', '#token=a&next=//evil.example', '#x&token=a'])(
  'another fragment is left as it is: "%s"',
  (hash) => {
    const opened = tab(hash)
    expect(takeLaunchToken(opened)).toBe(false)
    expect(readLaunchToken(opened.sessionStorage)).toBeNull()
    expect(opened.history.replaceState).not.toHaveBeenCalled()
  },
)
