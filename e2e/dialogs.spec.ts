import { cards, expect, test } from './support/fixtures.ts'

test('Escape closes only the topmost layer and returns the focus', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&q=wordpress')
  const card = cards(page).first()
  await expect(card).toBeVisible()
  const more = card.getByRole('button', { name: /^More ways to copy/ })
  await more.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Terraform resource', exact: true }).press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(more).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(more).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  // Like a fast user, before the focus has moved from the button into the menu.
  await more.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(more).toBeFocused()

  const search = page.getByRole('searchbox', { name: 'Search images' })
  await expect(search).toHaveValue('wordpress')
  await search.press('Escape')
  await expect(search).toHaveValue('')
})

/** The WCAG contrast ratio of two colors. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const luminance = (color: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = color.map((part) =>
      part / 255 <= 0.040_45 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

for (const scheme of ['light', 'dark'] as const) {
  test(`the focus is visible on the whole screen, with enough contrast, in ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/images?region=cn-hangzhou&q=wordpress&type=app')
    await expect(cards(page).first()).toBeVisible()
    const seen = new Set<string>()
    for (;;) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(focusOnScreen)
      if (stop === null || seen.has(stop.path)) break
      seen.add(stop.path)
      expect.soft(stop.widthPx, stop.path).toBeGreaterThanOrEqual(2)
      expect.soft(contrast(stop.line, stop.ground), stop.path).toBeGreaterThanOrEqual(3)
    }
    expect(seen.size).toBeGreaterThan(20)
  })
}

/** The focus indicator and its background; runs in the page. */
function focusOnScreen() {
  const rgba = (color: string) => {
    const context = document.createElement('canvas').getContext('2d')
    if (context === null) throw new Error('There is no canvas.')
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data]
  }
  /** The element with the outline: a hidden input shows its focus on its label or its container. */
  const markOf = (element: Element) => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    return [element, ...labels, element.parentElement]
      .filter((each) => each !== null)
      .find(
        (each) => getComputedStyle(each).outlineStyle !== 'none' && each.getBoundingClientRect().width > 2,
      )
  }
  const backgroundOf = (element: Element) => {
    let behind = element.parentElement
    while (behind !== null && rgba(getComputedStyle(behind).backgroundColor)[3] === 0)
      behind = behind.parentElement
    return behind === null ? rgba('white') : rgba(getComputedStyle(behind).backgroundColor)
  }
  const focused = document.activeElement
  if (focused === null || focused === document.body) return null
  const mark = markOf(focused)
  const style = getComputedStyle(mark ?? focused)
  return {
    path: `${focused.outerHTML.slice(0, 150)} ${[...document.querySelectorAll('*')].indexOf(focused)}`,
    widthPx: mark === undefined ? 0 : Number.parseFloat(style.outlineWidth),
    line: rgba(style.outlineColor).slice(0, 3),
    ground: backgroundOf(mark ?? focused).slice(0, 3),
  }
}
