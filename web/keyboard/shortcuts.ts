import type { Focus } from './focus-kind.ts'

/**
 * Where a shortcut works. `images`: on the list of images. `selectable`: there and in the matrix. `image`: there, while an image itself has the focus, since a button or
 * link keeps its Enter. `search`: in the search field too. `anywhere`: on every screen. `typing`: on every screen, in fields too.
 */
export type ShortcutScope = 'images' | 'selectable' | 'image' | 'search' | 'anywhere' | 'typing'

type ShortcutRow = readonly [id: string, keys: string, scope: ShortcutScope, repeats?: 'repeats']

/**
 * Every shortcut, in the order of the help. Keys are written as {@link KeyboardEvent.key} gives them, letters in lower case, with
 * `Shift+` or `Mod+` before; `Mod` is Command on Apple's keyboards and Ctrl elsewhere.
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

/** One shortcut, as the help lists it. */
export type Shortcut = {
  id: ShortcutId
  keys: string
  messageKey: `shortcut.${ShortcutId}`
  when: ShortcutScope
  /** Whether it goes on while the key is held down. */
  repeats: boolean
}

/** Every shortcut, in the order of the help. What is not in here is not bound. */
export const SHORTCUTS: readonly Shortcut[] = ROWS.map(
  ([id, keys, when, repeats]: (typeof ROWS)[number]) => ({
    id,
    keys,
    messageKey: `shortcut.${id}`,
    when,
    repeats: repeats === 'repeats',
  }),
)

/** What decides, beside the key, whether a shortcut may act. */
export type ShortcutContext = {
  /** Whether the operator has shortcuts on (WCAG 2.2, 2.1.4). Escape works all the same. */
  enabled: boolean
  /** Whether a dialog, menu or list of options is open: keys are theirs then. */
  layerOpen: boolean
  /** Whether the screen shows a list of images. */
  onImages: boolean
  /** Whether it shows the matrix. */
  onMatrix: boolean
  focus: Focus
  /** Whether this is one of Apple's keyboards. */
  apple: boolean
}

/** What is read of a keydown. */
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

/** The shortcut that a keydown means here, or undefined: then the event is left to the browser as it is. */
export function shortcutFor(event: KeyPress, context: ShortcutContext): ShortcutId | undefined {
  if (isComposing(event) || event.defaultPrevented || context.layerOpen) return undefined
  const keys = keysOf(event, context.apple)
  const found = SHORTCUTS.find((shortcut) => shortcut.keys === keys)
  if (found === undefined || (event.repeat && !found.repeats)) return undefined
  if (!context.enabled && found.keys !== 'Escape') return undefined
  return mayAct(found.when, context) ? found.id : undefined
}

/** An input method takes the key: 229 is what browsers report that do not set `isComposing` on the key that ends a composition. */
function isComposing({ isComposing, keyCode }: KeyPress): boolean {
  return isComposing || keyCode === 229
}

const ALLOWED: Record<ShortcutScope, readonly Focus[]> = {
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

/** The key in the notation of {@link ROWS}, or undefined where a modifier makes it the browser's. */
function keysOf(event: KeyPress, apple: boolean): string | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  const mod = apple ? metaKey : ctrlKey
  if (altKey || (apple ? ctrlKey : metaKey)) return undefined
  const key = latinKey(event)
  // Whether a sign or digit takes Shift depends on the layout: the sign itself counts. Of letters and named keys Shift makes others.
  const shifted = shiftKey && (key.length > 1 || /^[a-z]$/.test(key))
  return `${mod ? 'Mod+' : ''}${shifted ? 'Shift+' : ''}${key}`
}

/** Letters in lower case, whatever Caps Lock says; on a keyboard of another script, the Latin letter of the same key. */
function latinKey({ key, code }: KeyPress): string {
  const letter = /^[^\p{ASCII}]$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined
  const shown = letter ?? key
  return shown.length === 1 ? shown.toLowerCase() : shown
}

/** The keys as they are printed on keycaps: `Mod+k` gives `⌘` and `K`, or `Ctrl` and `K`. */
export function keycapsOf({ keys }: Pick<Shortcut, 'keys'>, apple: boolean): string[] {
  const names: Record<string, string> = {
    Mod: apple ? '⌘' : 'Ctrl',
    Shift: apple ? '⇧' : 'Shift',
    Escape: 'Esc',
  }
  return keys.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
