/** What the keyboard focus is on, as far as shortcuts care. */
export type Focus = 'page' | 'image' | 'control' | 'search' | 'typing'

/** What is read of the element that has the focus. */
export type FocusedElement = {
  tagName: string
  /** Of an input. */
  type?: string | undefined
  role?: string | null
  isContentEditable?: boolean
  /** Whether the element stands for an image of the list. */
  isImage?: boolean
}

const TYPING_TAGS = new Set(['INPUT', 'TEXTAREA', 'SELECT'])
const TYPING_ROLES = new Set(['textbox', 'combobox', 'listbox', 'option', 'spinbutton', 'slider'])
const CONTROL_TAGS = new Set(['A', 'BUTTON', 'SUMMARY'])
const CONTROL_ROLES = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem'])
const CONTROL_INPUTS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'image', 'file'])

/** What the focus is on. Letters pass a checkbox or a button, as neither takes any; a field or a list of options keeps them. */
export function focusOf(element: FocusedElement | null): Focus {
  if (element === null) return 'page'
  const tag = element.tagName.toUpperCase()
  const role = element.role ?? ''
  if (tag === 'INPUT' && !TYPING_ROLES.has(role)) return inputFocus(element.type)
  if (TYPING_TAGS.has(tag) || TYPING_ROLES.has(role) || element.isContentEditable) return 'typing'
  if (isControl(tag, role)) return 'control'
  return element.isImage ? 'image' : 'page'
}

function inputFocus(type = 'text'): Focus {
  if (type === 'search') return 'search'
  return CONTROL_INPUTS.has(type) ? 'control' : 'typing'
}

function isControl(tag: string, role: string): boolean {
  return CONTROL_TAGS.has(tag) || CONTROL_ROLES.has(role)
}
