import { describe, expect, test } from 'vitest'

import { parsePreferences, withRecent } from './preferences.ts'

describe('what this browser remembers', () => {
  test.each([[undefined], [null], ['text'], [{}], [{ language: 'fr', layout: 3, recentRegions: 'x' }]])(
    'is as on the first day where %j is stored',
    (stored) => {
      expect(parsePreferences(stored)).toEqual({
        language: null,
        colorScheme: 'auto',
        layout: 'cards',
        copyFormat: '',
        shortcuts: true,
        recentRegions: [],
        favoriteRegions: [],
      })
    },
  )

  test('keeps what is understood beside what is not', () => {
    expect(parsePreferences({ language: 'zh-CN', colorScheme: 'neon' })).toMatchObject({
      language: 'zh-CN',
      colorScheme: 'auto',
    })
  })
})

test('a region chosen again moves to the front, and five are kept', () => {
  expect(withRecent(['a', 'b', 'c', 'd', 'e'], 'c')).toEqual(['c', 'a', 'b', 'd', 'e'])
  expect(withRecent(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['f', 'a', 'b', 'c', 'd'])
})
