import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formatPreferencesFile, parsePreferencesFile } from './export-import.ts'
import { FIRST_PREFERENCES, parsePreferences } from './preferences-store.ts'

const file = (preferences: unknown, version = 2, kind = 'swas-image-browser-preferences') =>
  JSON.stringify({ kind, version, preferences })

describe('a file of preferences', () => {
  test('brings back what was saved', () => {
    const chosen = {
      ...FIRST_PREFERENCES,
      language: 'zh-CN',
      layout: 'table',
      columns: ['type', 'firstSeen'],
      timeZone: 'Asia/Shanghai',
      offline: true,
      recentRegions: ['us-west-1', 'cn-hangzhou'],
      favoriteRegions: ['cn-hangzhou'],
    } as const
    const preferences = parsePreferences(chosen)
    expect(preferences).toEqual(chosen)
    expect(parsePreferencesFile(formatPreferencesFile(preferences))).toEqual({ ok: true, preferences })
  })

  test('of the first version is read as it was meant', () => {
    expect(parsePreferencesFile(file({ layout: 'table', copyFormat: '' }, 1))).toEqual({
      ok: true,
      preferences: { ...FIRST_PREFERENCES, layout: 'table', copyFormat: 'hcl-resource' },
    })
  })

  test.each([
    ['no JSON', '{', { reason: 'unreadable' }],
    ['endless', `"${'x'.repeat(70_000)}"`, { reason: 'unreadable' }],
    ['another program’s', file({}, 2, 'something-else'), { reason: 'foreign' }],
    ['a list', '[]', { reason: 'foreign' }],
    ['a later version’s', file({}, 3), { reason: 'newer' }],
    ['of a color that is none', file({ colorScheme: 'neon' }), { reason: 'value', name: 'colorScheme' }],
    ['of a time zone that is none', file({ timeZone: 'Mars/Base' }), { reason: 'value', name: 'timeZone' }],
    [
      'of a region that is none',
      file({ favoriteRegions: ['<b>'] }),
      { reason: 'value', name: 'favoriteRegions' },
    ],
  ])('that is %s is refused, and says why', (_, text, problem) => {
    expect(parsePreferencesFile(text)).toEqual({ ok: false, problem })
  })

  test('never throws, and gives nothing that this page would not store', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(fc.constantFrom('columns', 'layout', 'shortcuts', '__proto__'), fc.jsonValue())
        .map((p) => file(p)),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const read = parsePreferencesFile(text)
        if (read.ok) expect(parsePreferences(read.preferences)).toEqual(read.preferences)
      }),
    )
  })
})
