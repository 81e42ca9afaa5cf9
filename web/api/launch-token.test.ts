import { expect, test, vi } from 'vitest'

import { readLaunchToken, takeLaunchToken } from './launch-token.ts'

function tab(hash: string) {
  const stored = new Map<string, string>()
  return {
    location: { hash, pathname: '/images', search: '?region=cn-hangzhou' },
    history: { replaceState: vi.fn<History['replaceState']>() },
    sessionStorage: {
      setItem: (key: string, value: string) => void stored.set(key, value),
      getItem: (key: string) => stored.get(key) ?? null,
    },
  }
}

test('the token moves from the address bar to the session storage', () => {
  const opened = tab('#token=abc_DEF-123')
  expect(takeLaunchToken(opened)).toBe(true)
  expect(readLaunchToken(opened.sessionStorage)).toBe('abc_DEF-123')
  expect(opened.history.replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/images?region=cn-hangzhou')
})

test.each(['', '#content', '#token=', '#token=a b', '#token=a&next=//evil.example', '#x&token=a'])(
  'leaves other fragments alone: "%s"',
  (hash) => {
    const opened = tab(hash)
    expect(takeLaunchToken(opened)).toBe(false)
    expect(readLaunchToken(opened.sessionStorage)).toBeNull()
    expect(opened.history.replaceState).not.toHaveBeenCalled()
  },
)
