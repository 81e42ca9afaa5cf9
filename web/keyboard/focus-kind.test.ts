import { describe, expect, test } from 'vitest'

import { focusKind } from './focus-kind.ts'

describe('the kind of the focused element', () => {
  test.each([
    [null, 'page'],
    [{ tagName: 'BODY' }, 'page'],
    [{ tagName: 'LI', isImage: true }, 'image'],
    [{ tagName: 'INPUT' }, 'typing'],
    [{ tagName: 'INPUT', type: 'text' }, 'typing'],
    [{ tagName: 'INPUT', type: 'search' }, 'search'],
    [{ tagName: 'INPUT', type: 'search', role: 'combobox' }, 'typing'],
    [{ tagName: 'INPUT', type: 'checkbox' }, 'control'],
    [{ tagName: 'INPUT', type: 'radio' }, 'control'],
    [{ tagName: 'TEXTAREA' }, 'typing'],
    [{ tagName: 'SELECT' }, 'typing'],
    [{ tagName: 'DIV', isContentEditable: true }, 'typing'],
    [{ tagName: 'DIV', role: 'listbox' }, 'typing'],
    [{ tagName: 'DIV', role: 'button' }, 'control'],
    [{ tagName: 'a' }, 'control'],
    [{ tagName: 'BUTTON' }, 'control'],
  ] as const)('%j: %s', (element, kind) => {
    expect(focusKind(element)).toBe(kind)
  })
})
