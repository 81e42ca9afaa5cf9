import { describe, expect, test } from 'vitest'

import type { FocusKind } from './focus-kind.ts'
import { keycapsOf, shortcutFor, SHORTCUTS } from './shortcuts.ts'
import type { KeyPress, ShortcutContext } from './shortcuts.ts'

const LIST: ShortcutContext = {
  enabled: true,
  layerOpen: false,
  onImages: true,
  onMatrix: false,
  focus: 'page',
  apple: false,
}

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
    keyCode: 0,
    isComposing: false,
    repeat: false,
    defaultPrevented: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  }
}

/** The keydown for a shortcut's keys. */
function pressOf(keys: string, apple: boolean): KeyPress {
  const [key = '', ...modifiers] = keys.split('+').toReversed()
  const shiftKey = modifiers.includes('Shift')
  const mod = modifiers.includes('Mod')
  return press(shiftKey ? key.toUpperCase() : key, {
    shiftKey,
    ctrlKey: mod && !apple,
    metaKey: mod && apple,
  })
}

describe('the list of shortcuts', () => {
  test('has no duplicate IDs or keys', () => {
    expect(new Set(SHORTCUTS.map(({ id }) => id)).size).toBe(SHORTCUTS.length)
    expect(new Set(SHORTCUTS.map(({ keys }) => keys)).size).toBe(SHORTCUTS.length)
  })

  test.each([true, false])('binds exactly what it lists (Apple keyboard: %s)', (apple) => {
    const focus: FocusKind = 'image'
    const found = SHORTCUTS.map(({ keys }) => shortcutFor(pressOf(keys, apple), { ...LIST, focus, apple }))
    expect(found).toEqual(SHORTCUTS.map(({ id }) => id))
  })

  test('matches the documented keyboard map', () => {
    expect(SHORTCUTS.map(({ keys, id }) => `${keys} ${id}`)).toEqual([
      '/ focus-search',
      'r pick-region',
      '1 show-all-types',
      '2 show-system',
      '3 show-app',
      '4 show-custom',
      'j next-image',
      'k previous-image',
      'Enter open-image',
      'v switch-layout',
      'x select-image',
      'Shift+x select-range',
      'a select-all',
      'c copy-id',
      'Shift+c copy-as',
      'l copy-link',
      'u refresh-region',
      'Escape clear-search',
      'm open-matrix',
      'Mod+k open-palette',
      '? open-help',
    ])
  })
})

describe('no shortcut fires', () => {
  test.each(SHORTCUTS)('for $keys while an input method composes', ({ keys }) => {
    const context: ShortcutContext = { ...LIST, focus: 'image' }
    expect(shortcutFor({ ...pressOf(keys, false), isComposing: true }, context)).toBeUndefined()
    expect(shortcutFor({ ...pressOf(keys, false), keyCode: 229 }, context)).toBeUndefined()
  })

  test.each(SHORTCUTS)('for $keys while a dialog, menu or option list is open', ({ keys }) => {
    expect(shortcutFor(pressOf(keys, false), { ...LIST, focus: 'image', layerOpen: true })).toBeUndefined()
  })

  test.each(SHORTCUTS)('for $keys if the event has already been handled', ({ keys }) => {
    const event = { ...pressOf(keys, false), defaultPrevented: true }
    expect(shortcutFor(event, { ...LIST, focus: 'image' })).toBeUndefined()
  })

  test('for any key but Escape while shortcuts are switched off', () => {
    const context: ShortcutContext = { ...LIST, focus: 'image', enabled: false }
    const acting = SHORTCUTS.filter(({ keys }) => shortcutFor(pressOf(keys, false), context) !== undefined)
    expect(acting.map(({ keys }) => keys)).toEqual(['Escape'])
  })

  test('for any key but Mod+K in a text field, and Escape in the search field', () => {
    const acting = (focus: FocusKind) =>
      SHORTCUTS.filter(({ keys }) => shortcutFor(pressOf(keys, false), { ...LIST, focus }) !== undefined).map(
        ({ keys }) => keys,
      )
    expect(acting('typing')).toEqual(['Mod+k'])
    expect(acting('search')).toEqual(['Escape', 'Mod+k'])
  })

  test('for keys of the image list on other pages', () => {
    const context: ShortcutContext = { ...LIST, onImages: false, focus: 'image' }
    const acting = SHORTCUTS.filter(({ keys }) => shortcutFor(pressOf(keys, false), context) !== undefined)
    expect(acting.map(({ keys }) => keys)).toEqual(['l', 'm', 'Mod+k', '?'])
    const matrix = { ...context, onMatrix: true }
    const inMatrix = SHORTCUTS.filter(({ keys }) => shortcutFor(pressOf(keys, false), matrix) !== undefined)
    expect(inMatrix.map(({ keys }) => keys)).toEqual([
      '/',
      'x',
      'Shift+x',
      'a',
      'c',
      'Shift+c',
      'l',
      'm',
      'Mod+k',
      '?',
    ])
  })

  test('for Enter on a button or link', () => {
    expect(shortcutFor(press('Enter'), { ...LIST, focus: 'control' })).toBeUndefined()
    expect(shortcutFor(press('Enter'), { ...LIST, focus: 'image' })).toBe('open-image')
  })

  test('repeatedly while a key is held, except j and k', () => {
    const held = SHORTCUTS.filter(
      ({ keys }) =>
        shortcutFor({ ...pressOf(keys, false), repeat: true }, { ...LIST, focus: 'image' }) !== undefined,
    )
    expect(held.map(({ keys }) => keys)).toEqual(['j', 'k'])
  })

  test.each(
    ['f', 'c', 'r', 'a', 'l', 'x', 'v', 'j', 'u', '1', '4', '/'].flatMap((key) =>
      (['ctrlKey', 'metaKey', 'altKey'] as const).map((modifier) => [key, modifier] as const),
    ),
  )('for %s with %s, which belongs to the browser', (key, modifier) => {
    for (const apple of [true, false]) {
      for (const shiftKey of [true, false]) {
        const event = press(key, { [modifier]: true, shiftKey })
        expect(shortcutFor(event, { ...LIST, focus: 'image', apple })).toBeUndefined()
      }
    }
  })

  test('for the modifier of the other system, or an extra modifier', () => {
    expect(shortcutFor(press('k', { metaKey: true }), LIST)).toBeUndefined()
    expect(shortcutFor(press('k', { ctrlKey: true }), { ...LIST, apple: true })).toBeUndefined()
    expect(shortcutFor(press('K', { ctrlKey: true, shiftKey: true }), LIST)).toBeUndefined()
    expect(shortcutFor(press('k', { ctrlKey: true, altKey: true }), LIST)).toBeUndefined()
  })
})

describe('keyboards', () => {
  test.each([
    ['Caps Lock', press('X'), 'select-image'],
    ['Caps Lock and Shift', press('x', { shiftKey: true }), 'select-range'],
    ['a German layout, where / needs Shift', press('/', { shiftKey: true }), 'focus-search'],
    ['a French layout, where digits need Shift', press('3', { shiftKey: true }), 'show-app'],
    ['a Russian layout', press('о', { code: 'KeyJ' }), 'next-image'],
    ['a Russian layout, with Ctrl', press('л', { code: 'KeyK', ctrlKey: true }), 'open-palette'],
    ['a layout where Shift turns a digit into a symbol', press('!', { shiftKey: true }), undefined],
    ['Shift and Enter', press('Enter', { shiftKey: true }), undefined],
  ] as const)('%s', (_, event, id) => {
    expect(shortcutFor(event, { ...LIST, focus: 'image' })).toBe(id)
  })
})

test('keycaps are labelled as on the keyboard', () => {
  expect(keycapsOf({ keys: 'Mod+k' }, true)).toEqual(['⌘', 'K'])
  expect(keycapsOf({ keys: 'Mod+k' }, false)).toEqual(['Ctrl', 'K'])
  expect(keycapsOf({ keys: 'Shift+c' }, false)).toEqual(['Shift', 'C'])
  expect(keycapsOf({ keys: 'Escape' }, false)).toEqual(['Esc'])
  expect(keycapsOf({ keys: '?' }, false)).toEqual(['?'])
})
