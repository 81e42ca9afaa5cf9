/** What kind of element has the focus, as far as shortcuts care. */
export type FocusKind = 'page' | 'image' | 'control' | 'search' | 'typing'

/** The properties of the focused element that decide. */
export type FocusedElement = {
  tagName: string
  /** Inputs only. */
  type?: string | undefined
  role?: string | null
  isContentEditable?: boolean
  /** Whether it is an entry of the image list. */
  isImage?: boolean
}

const TYPING_TAGS = new Set(['INPUT', 'TEXTAREA', 'SELECT'])
const TYPING_ROLES = new Set(['textbox', 'combobox', 'listbox', 'option', 'spinbutton', 'slider'])
const CONTROL_TAGS = new Set(['A', 'BUTTON', 'SUMMARY'])
const CONTROL_ROLES = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem'])
const CONTROL_INPUTS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'image', 'file'])

/** Classifies the focused element. Fields and option lists use letter keys themselves; checkboxes and buttons do not. */
export function focusKind(element: FocusedElement | null): FocusKind {
  if (element === null) return 'page'
  const tag = element.tagName.toUpperCase()
  const role = element.role ?? ''
  if (tag === 'INPUT' && !TYPING_ROLES.has(role)) return inputKind(element.type)
  if (TYPING_TAGS.has(tag) || TYPING_ROLES.has(role) || element.isContentEditable) return 'typing'
  if (isControl(tag, role)) return 'control'
  return element.isImage ? 'image' : 'page'
}

function inputKind(type = 'text'): FocusKind {
  if (type === 'search') return 'search'
  return CONTROL_INPUTS.has(type) ? 'control' : 'typing'
}

function isControl(tag: string, role: string): boolean {
  return CONTROL_TAGS.has(tag) || CONTROL_ROLES.has(role)
}
