import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createJSONStorage } from 'zustand/middleware'

import { migratePreferences, PREFERENCES_VERSION } from './migrations.ts'
import { DEFAULT_PREFERENCES, parsePreferences, usePreferences, withRecent } from './preferences-store.ts'

describe('stored preferences', () => {
  test.each([[undefined], [null], ['text'], [{}], [{ language: 'fr', layout: 3, recentRegions: 'x' }]])(
    'are the defaults if %j is stored',
    (stored) => {
      expect(parsePreferences(stored)).toEqual(DEFAULT_PREFERENCES)
    },
  )

  test('keep valid values beside invalid ones', () => {
    expect(parsePreferences({ language: 'zh-CN', colorScheme: 'neon' })).toMatchObject({
      language: 'zh-CN',
      colorScheme: 'auto',
    })
  })
})

test('a region chosen again moves to the front of the five recent ones', () => {
  expect(withRecent(['a', 'b', 'c', 'd', 'e'], 'c')).toEqual(['c', 'a', 'b', 'd', 'e'])
  expect(withRecent(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['f', 'a', 'b', 'c', 'd'])
})

describe('preferences of an older version', () => {
  test('are migrated, with the copy format that was implied', () => {
    const stored = { layout: 'table', copyFormat: '', recentRegions: ['cn-hangzhou'] }
    expect(parsePreferences(migratePreferences(stored, 1))).toEqual({
      ...DEFAULT_PREFERENCES,
      layout: 'table',
      copyFormat: 'hcl-resource',
      recentRegions: ['cn-hangzhou'],
    })
  })

  test('are unchanged if they are of this version or a newer one', () => {
    for (const version of [PREFERENCES_VERSION, PREFERENCES_VERSION + 1])
      expect(migratePreferences({ copyFormat: '' }, version)).toEqual({ copyFormat: '' })
  })

  test('are always valid after parsing, whatever is stored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: -1, max: 9 }), (stored, version) => {
        const preferences = parsePreferences(migratePreferences(stored, version))
        expect(parsePreferences(preferences)).toEqual(preferences)
      }),
    )
  })
})

test('preferences stored by the first release load unchanged', async () => {
  const dump =
    '{"state":{"language":"zh-CN","colorScheme":"dark","layout":"table","density":"compact","columns":["type","firstSeen"],"copyFormat":"yaml-map","shortcuts":false,"timeZone":"Asia/Shanghai","offline":true,"recentRegions":["cn-hangzhou","us-west-1"],"favoriteRegions":["cn-hangzhou"]},"version":2}'
  const stored = new Map([['swas-image-browser', dump]])
  const memory = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  }
  usePreferences.persist.setOptions({ storage: createJSONStorage(() => memory) })
  await usePreferences.persist.rehydrate()
  expect(usePreferences.getState()).toEqual({
    language: 'zh-CN',
    colorScheme: 'dark',
    layout: 'table',
    density: 'compact',
    columns: ['type', 'firstSeen'],
    copyFormat: 'yaml-map',
    shortcuts: false,
    timeZone: 'Asia/Shanghai',
    offline: true,
    recentRegions: ['cn-hangzhou', 'us-west-1'],
    favoriteRegions: ['cn-hangzhou'],
  })
  usePreferences.setState({})
  expect(stored.get('swas-image-browser')).toBe(dump)
})
