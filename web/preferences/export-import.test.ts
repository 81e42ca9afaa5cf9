import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formatPreferencesFile, parsePreferencesFile } from './export-import.ts'
import { DEFAULT_PREFERENCES, parsePreferences } from './preferences-store.ts'

const file = (preferences: unknown, version = 2, kind = 'swas-image-browser-preferences') =>
  JSON.stringify({ kind, version, preferences })

describe('a preferences file', () => {
  test('parses back to what was exported', () => {
    const chosen = {
      ...DEFAULT_PREFERENCES,
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

  test('of version 1 is migrated', () => {
    expect(parsePreferencesFile(file({ layout: 'table', copyFormat: '' }, 1))).toEqual({
      ok: true,
      preferences: { ...DEFAULT_PREFERENCES, layout: 'table', copyFormat: 'hcl-resource' },
    })
  })

  test.each([
    ['not JSON', '{', { reason: 'unreadable' }],
    ['too long', `"${'x'.repeat(70_000)}"`, { reason: 'unreadable' }],
    ['from another program', file({}, 2, 'something-else'), { reason: 'foreign' }],
    ['a list', '[]', { reason: 'foreign' }],
    ['from a later version', file({}, 3), { reason: 'newer' }],
    ['with an invalid color scheme', file({ colorScheme: 'neon' }), { reason: 'value', name: 'colorScheme' }],
    ['with an invalid time zone', file({ timeZone: 'Mars/Base' }), { reason: 'value', name: 'timeZone' }],
    [
      'with an invalid region',
      file({ favoriteRegions: ['<b>'] }),
      { reason: 'value', name: 'favoriteRegions' },
    ],
  ])('that is %s is rejected with a reason', (_, text, problem) => {
    expect(parsePreferencesFile(text)).toEqual({ ok: false, problem })
  })

  test('never makes the parser throw or return invalid preferences', () => {
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
