import type { FocusKind } from './focus-kind.ts'

/**
 * Where a shortcut works. `images`: the image list. `selectable`: the image list and the matrix. `image`: the image list, while
 * an entry itself has the focus, because buttons and links need Enter. `search`: the image list, including its search field.
 * `anywhere`: every page. `typing`: every page, including text fields.
 */
export type ShortcutScope = 'images' | 'selectable' | 'image' | 'search' | 'anywhere' | 'typing'

type ShortcutRow = readonly [id: string, keys: string, scope: ShortcutScope, repeats?: 'repeats']

/**
 * Every shortcut, in the order of the help. Keys are named as in {@link KeyboardEvent.key}, with letters in lower case and
 * modifiers as `Shift+` and `Mod+`; `Mod` is Command on Apple keyboards and Ctrl elsewhere.
 */
const ROWS = [
  ['focus-search', '/', 'selectable'],
  ['pick-region', 'r', 'images'],
  ['show-all-types', '1', 'images'],
  ['show-system', '2', 'images'],
  ['show-app', '3', 'images'],
  ['show-custom', '4', 'images'],
  ['next-image', 'j', 'images', 'repeats'],
  ['previous-image', 'k', 'images', 'repeats'],
  ['open-image', 'Enter', 'image'],
  ['switch-layout', 'v', 'images'],
  ['select-image', 'x', 'selectable'],
  ['select-range', 'Shift+x', 'selectable'],
  ['select-all', 'a', 'selectable'],
  ['copy-id', 'c', 'selectable'],
  ['copy-as', 'Shift+c', 'selectable'],
  ['copy-link', 'l', 'anywhere'],
  ['refresh-region', 'u', 'images'],
  ['clear-search', 'Escape', 'search'],
  ['open-matrix', 'm', 'anywhere'],
  ['open-palette', 'Mod+k', 'typing'],
  ['open-help', '?', 'anywhere'],
] as const satisfies readonly ShortcutRow[]

export type ShortcutId = (typeof ROWS)[number][0]

export type Shortcut = {
  id: ShortcutId
  keys: string
  when: ShortcutScope
  /** Whether it fires again while the key is held down. */
  repeats: boolean
}

/** Every shortcut, in the order of the help. Nothing else is bound. */
export const SHORTCUTS: readonly Shortcut[] = ROWS.map(
  ([id, keys, when, repeats]: (typeof ROWS)[number]) => ({
    id,
    keys,
    when,
    repeats: repeats === 'repeats',
  }),
)

/** Everything besides the key that decides whether a shortcut fires. */
export type ShortcutContext = {
  /** Whether the user has shortcuts switched on (WCAG 2.2, 2.1.4). Escape always works. */
  enabled: boolean
  /** Whether a dialog, menu or option list is open: it gets all keys. */
  layerOpen: boolean
  /** Whether this is the page with the image list. */
  onImages: boolean
  /** Whether this is the matrix page. */
  onMatrix: boolean
  focus: FocusKind
  apple: boolean
}

export type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'keyCode'
  | 'isComposing'
  | 'repeat'
  | 'defaultPrevented'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
>

/** The shortcut for a keydown, or undefined if the browser should handle the event. */
export function shortcutFor(event: KeyPress, context: ShortcutContext): ShortcutId | undefined {
  if (isComposing(event) || event.defaultPrevented || context.layerOpen) return undefined
  const keys = keysOf(event, context.apple)
  const found = SHORTCUTS.find((shortcut) => shortcut.keys === keys)
  if (found === undefined || (event.repeat && !found.repeats)) return undefined
  if (!context.enabled && found.keys !== 'Escape') return undefined
  return mayAct(found.when, context) ? found.id : undefined
}

/** Whether an input method handles the key. Some browsers only report 229, not `isComposing`, for the key that ends a composition. */
function isComposing({ isComposing, keyCode }: KeyPress): boolean {
  return isComposing || keyCode === 229
}

const ALLOWED: Record<ShortcutScope, readonly FocusKind[]> = {
  images: ['page', 'image', 'control'],
  selectable: ['page', 'image', 'control'],
  image: ['image'],
  search: ['page', 'image', 'control', 'search'],
  anywhere: ['page', 'image', 'control'],
  typing: ['page', 'image', 'control', 'search', 'typing'],
}

function mayAct(when: ShortcutScope, { focus, onImages, onMatrix }: ShortcutContext): boolean {
  if (!ALLOWED[when].includes(focus)) return false
  if (when === 'anywhere' || when === 'typing') return true
  return onImages || (onMatrix && when === 'selectable')
}

/** The key in the notation of {@link ROWS}, or undefined if a modifier makes it a browser shortcut. */
function keysOf(event: KeyPress, apple: boolean): string | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  const mod = apple ? metaKey : ctrlKey
  if (altKey || (apple ? ctrlKey : metaKey)) return undefined
  const key = latinKey(event)
  // Digits and punctuation need Shift on some layouts, so Shift only counts for letters and named keys.
  const shifted = shiftKey && (key.length > 1 || /^[a-z]$/.test(key))
  return `${mod ? 'Mod+' : ''}${shifted ? 'Shift+' : ''}${key}`
}

/** Letters in lower case, regardless of Caps Lock; on a non-Latin keyboard, the Latin letter of the same physical key. */
function latinKey({ key, code }: KeyPress): string {
  const letter = /^[^\p{ASCII}]$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined
  const shown = letter ?? key
  return shown.length === 1 ? shown.toLowerCase() : shown
}

/** The labels of the keycaps: `Mod+k` becomes `⌘` and `K`, or `Ctrl` and `K`. */
export function keycapsOf({ keys }: Pick<Shortcut, 'keys'>, apple: boolean): string[] {
  const names: Record<string, string> = {
    Mod: apple ? '⌘' : 'Ctrl',
    Shift: apple ? '⇧' : 'Shift',
    Escape: 'Esc',
  }
  return keys.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

/** Whether this is probably an Apple keyboard, on which Command replaces Ctrl. */
export function isAppleKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
