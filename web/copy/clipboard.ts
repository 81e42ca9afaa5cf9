/**
 * Writes a text to the clipboard; true only when it is there. `navigator.clipboard` is missing on plain HTTP outside of
 * this machine, and may refuse; then the old way is tried, which needs a field that is really on the page.
 */
export async function writeClipboard(text: string, page: Document): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return writeTheOldWay(text, page)
  }
}

function writeTheOldWay(text: string, page: Document): boolean {
  const focused = page.activeElement
  // Inside the dialog that is open: outside of it nothing can take the focus.
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

/** Selects what an element shows, so that the keyboard can copy it. */
export function selectText(element: Element) {
  const range = document.createRange()
  range.selectNodeContents(element)
  const selection = getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
}
