/** The image of the list that has the focus, or that holds what has it. */
function focusedImage(): Element | null {
  return document.activeElement?.closest('[data-image]') ?? null
}

/** Moves the focus to the next image of the list, or the previous one; at first to the one that begins it. */
export function moveToImage(step: 1 | -1) {
  const images = [...document.querySelectorAll<HTMLElement>('[data-image]')]
  const at = images.findIndex((image) => image === focusedImage())
  const next = at === -1 ? images[0] : images[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** What a shortcut presses, as `data-act` marks it: the button says and shows what follows, as it does for the mouse. */
export type Act =
  | 'copy-id'
  | 'copy-as'
  | 'select'
  | 'select-all'
  | 'refresh'
  | 'copy-selection'
  | 'copy-selection-as'

/** Presses what the focused image holds; without one nothing. Tells whether there was something to press. */
export function pressInImage(act: Act, withShift = false): boolean {
  return press(focusedImage(), act, withShift)
}

/** Presses what the page holds. */
export function pressOnPage(act: Act): boolean {
  return press(document.body, act, false)
}

function press(within: Element | null, act: Act, withShift: boolean): boolean {
  const target = within?.querySelector(`[data-act="${act}"]`)
  return (
    target?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: withShift }),
    ) !== undefined
  )
}

/** Opens the page of the focused image. */
export function openImage() {
  focusedImage()?.querySelector<HTMLElement>('a[href]')?.click()
}
