import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { migratePreferences, PREFERENCES_VERSION } from './migrations.ts'
import { FIRST_PREFERENCES, parsePreferences, withRecent } from './preferences-store.ts'

describe('what this browser remembers', () => {
  test.each([[undefined], [null], ['text'], [{}], [{ language: 'fr', layout: 3, recentRegions: 'x' }]])(
    'is as on the first day where %j is stored',
    (stored) => {
      expect(parsePreferences(stored)).toEqual(FIRST_PREFERENCES)
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

describe('what an older version wrote', () => {
  test('keeps what was chosen, and names the copy form that was meant', () => {
    const stored = { layout: 'table', copyFormat: '', recentRegions: ['cn-hangzhou'] }
    expect(parsePreferences(migratePreferences(stored, 1))).toEqual({
      ...FIRST_PREFERENCES,
      layout: 'table',
      copyFormat: 'hcl-resource',
      recentRegions: ['cn-hangzhou'],
    })
  })

  test('that is of this version or a newer one is left as it is', () => {
    for (const version of [PREFERENCES_VERSION, PREFERENCES_VERSION + 1])
      expect(migratePreferences({ copyFormat: '' }, version)).toEqual({ copyFormat: '' })
  })

  test('may be anything, and is never an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: -1, max: 9 }), (stored, version) => {
        const preferences = parsePreferences(migratePreferences(stored, version))
        expect(parsePreferences(preferences)).toEqual(preferences)
      }),
    )
  })
})
