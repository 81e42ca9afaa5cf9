/**
 * Writes text to the clipboard; resolves to whether that worked. `navigator.clipboard` does not exist on plain HTTP
 * other than localhost, and may refuse; then `execCommand` is tried.
 */
export async function writeClipboard(text: string, page: Document): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return writeByCommand(text, page)
  }
}

function writeByCommand(text: string, page: Document): boolean {
  const focused = page.activeElement
  // Inside an open dialog: elements outside of it cannot be focused.
  const parent = focused?.closest('dialog, [role="dialog"]') ?? page.body
  const field = page.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.position = 'fixed'
  field.style.opacity = '0'
  parent.append(field)
  field.select()
  try {
    return page.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}

/** Selects an element's text, so that it can be copied by keyboard. */
export function selectText(element: Element) {
  const range = document.createRange()
  range.selectNodeContents(element)
  const selection = getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
}
