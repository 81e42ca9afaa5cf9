import { describe, expect, test } from 'vitest'

import type { Focus } from './focus-kind.ts'
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

/** The press of a shortcut's own keys. */
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

describe('the registry', () => {
  test('has each shortcut and each key once', () => {
    expect(new Set(SHORTCUTS.map(({ id }) => id)).size).toBe(SHORTCUTS.length)
    expect(new Set(SHORTCUTS.map(({ keys }) => keys)).size).toBe(SHORTCUTS.length)
  })

  test.each([true, false])('binds exactly what it lists (Apple keyboard: %s)', (apple) => {
    const focus: Focus = 'image'
    const found = SHORTCUTS.map(({ keys }) => shortcutFor(pressOf(keys, apple), { ...LIST, focus, apple }))
    expect(found).toEqual(SHORTCUTS.map(({ id }) => id))
  })

  test('is the keyboard map of the help', () => {
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

describe('nothing happens', () => {
  test.each(SHORTCUTS)('for $keys while an input method composes', ({ keys }) => {
    const context: ShortcutContext = { ...LIST, focus: 'image' }
    expect(shortcutFor({ ...pressOf(keys, false), isComposing: true }, context)).toBeUndefined()
    expect(shortcutFor({ ...pressOf(keys, false), keyCode: 229 }, context)).toBeUndefined()
  })

  test.each(SHORTCUTS)('for $keys in a dialog, menu or list of options', ({ keys }) => {
    expect(shortcutFor(pressOf(keys, false), { ...LIST, focus: 'image', layerOpen: true })).toBeUndefined()
  })

  test.each(SHORTCUTS)('for $keys once something else has handled it', ({ keys }) => {
    const event = { ...pressOf(keys, false), defaultPrevented: true }
    expect(shortcutFor(event, { ...LIST, focus: 'image' })).toBeUndefined()
  })

  test('for any key but Escape where shortcuts are off', () => {
    const context: ShortcutContext = { ...LIST, focus: 'image', enabled: false }
    const acting = SHORTCUTS.filter(({ keys }) => shortcutFor(pressOf(keys, false), context) !== undefined)
    expect(acting.map(({ keys }) => keys)).toEqual(['Escape'])
  })

  test('for any key but Mod+K while typing, and Escape in the search field', () => {
    const acting = (focus: Focus) =>
      SHORTCUTS.filter(({ keys }) => shortcutFor(pressOf(keys, false), { ...LIST, focus }) !== undefined).map(
        ({ keys }) => keys,
      )
    expect(acting('typing')).toEqual(['Mod+k'])
    expect(acting('search')).toEqual(['Escape', 'Mod+k'])
  })

  test('for keys of a list where there is none', () => {
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

  test('for Enter on a button or link, which is theirs', () => {
    expect(shortcutFor(press('Enter'), { ...LIST, focus: 'control' })).toBeUndefined()
    expect(shortcutFor(press('Enter'), { ...LIST, focus: 'image' })).toBe('open-image')
  })

  test('again while a key is held, but for moving on', () => {
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
  )('for %s with %s, which is the browser’s', (key, modifier) => {
    for (const apple of [true, false]) {
      for (const shiftKey of [true, false]) {
        const event = press(key, { [modifier]: true, shiftKey })
        expect(shortcutFor(event, { ...LIST, focus: 'image', apple })).toBeUndefined()
      }
    }
  })

  test('for the other system’s modifier, or one more than Mod', () => {
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
    ['a German one, where / takes Shift', press('/', { shiftKey: true }), 'focus-search'],
    ['a French one, where digits take Shift', press('3', { shiftKey: true }), 'show-app'],
    ['a Russian one', press('о', { code: 'KeyJ' }), 'next-image'],
    ['a Russian one, with Ctrl', press('л', { code: 'KeyK', ctrlKey: true }), 'open-palette'],
    ['one that shifts a digit into a sign', press('!', { shiftKey: true }), undefined],
    ['Shift and Enter', press('Enter', { shiftKey: true }), undefined],
  ] as const)('%s', (_, event, id) => {
    expect(shortcutFor(event, { ...LIST, focus: 'image' })).toBe(id)
  })
})

test('keycaps read as on the keyboard', () => {
  expect(keycapsOf({ keys: 'Mod+k' }, true)).toEqual(['⌘', 'K'])
  expect(keycapsOf({ keys: 'Mod+k' }, false)).toEqual(['Ctrl', 'K'])
  expect(keycapsOf({ keys: 'Shift+c' }, false)).toEqual(['Shift', 'C'])
  expect(keycapsOf({ keys: 'Escape' }, false)).toEqual(['Esc'])
  expect(keycapsOf({ keys: '?' }, false)).toEqual(['?'])
})
