import type { Page } from '@playwright/test'

/** Applies the text spacing of WCAG 1.4.12, with an adopted style sheet, which the CSP does not block. */
export async function withTextSpacing(page: Page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }
    `)
    document.adoptedStyleSheets.push(sheet)
  })
}

/** A line of text: the box of its visible part, and whether the rest is cut off. */
type Line = {
  text: string
  /** The index of its element. */
  owner: number
  isCut: boolean
  left: number
  top: number
  right: number
  bottom: number
}

/** Boxes have fractional sizes, and glyphs extend slightly beyond them. */
const SLACK_PX = 3

/** Text that is cut off without an ellipsis or scrollbar, and texts that overlap. */
export async function layoutProblems(page: Page): Promise<string[]> {
  const lines = await page.evaluate(linesOnScreen, SLACK_PX)
  const cut = lines.filter(({ isCut }) => isCut).map(({ text }) => `cut: ${text}`)
  const overlapping = lines.flatMap((one, index) =>
    lines
      .slice(index + 1)
      .filter((other) => one.owner !== other.owner && overlap(one, other))
      .map((other) => `${one.text} overlaps ${other.text}`),
  )
  return [...cut, ...overlapping]
}

/** Lines may overlap by half their height at most, the space around their glyphs. */
function overlap(a: Line, b: Line): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return across > SLACK_PX && down > Math.max(SLACK_PX, Math.min(a.bottom - a.top, b.bottom - b.top) / 2)
}

/** Runs in the page: every line of the top layer, except in sticky and fixed bars. */
function linesOnScreen(slackPx: number): Line[] {
  const layer = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') ?? document.body
  const owners = [...layer.querySelectorAll('*')]

  function ancestorsOf(element: Element): Element[] {
    const found: Element[] = []
    for (let up: Element | null = element; up !== null && up !== document.body; up = up.parentElement)
      found.push(up)
    return found
  }

  /** For screen readers only, hidden until focused, or in a sticky or fixed bar. */
  function isExcluded(element: Element): boolean {
    const { clipPath, position, opacity } = getComputedStyle(element)
    return (
      clipPath !== 'none' ||
      opacity === '0' ||
      ['sticky', 'fixed'].includes(position) ||
      element.getBoundingClientRect().right < 0
    )
  }

  function linesOf(owner: Element, index: number): Line[] {
    if (!owner.checkVisibility({ visibilityProperty: true })) return []
    const ancestors = ancestorsOf(owner)
    if (ancestors.some(isExcluded)) return []
    const clippers = ancestors.filter((up) => getComputedStyle(up).overflowX !== 'visible')
    const edges = clippers.map((clipper) => clipper.getBoundingClientRect())
    const clipStyles = clippers.slice(0, 1).map((clipper) => getComputedStyle(clipper))
    const isCutVisible = clipStyles.every(
      ({ overflowX, textOverflow, webkitLineClamp }) =>
        ['auto', 'scroll'].includes(overflowX) || textOverflow === 'ellipsis' || webkitLineClamp !== 'none',
    )
    return [...owner.childNodes].flatMap((node) => {
      const text = node instanceof Text ? node.data.trim() : ''
      if (text === '') return []
      const range = document.createRange()
      range.selectNodeContents(node)
      return [...range.getClientRects()].map((box) => {
        const left = Math.max(box.left, ...edges.map((edge) => edge.left))
        const top = Math.max(box.top, ...edges.map((edge) => edge.top))
        const right = Math.min(box.right, ...edges.map((edge) => edge.right))
        const bottom = Math.min(box.bottom, ...edges.map((edge) => edge.bottom))
        const hiddenPx = Math.max(box.width - (right - left), box.height - (bottom - top))
        return {
          text: text.slice(0, 60),
          owner: index,
          isCut: !isCutVisible && hiddenPx > slackPx,
          left,
          top,
          right,
          bottom,
        }
      })
    })
  }

  return owners.flatMap(linesOf)
}
