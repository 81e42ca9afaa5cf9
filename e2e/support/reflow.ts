import type { Page } from '@playwright/test'

/** Sets all text as wide as WCAG 1.4.12 asks for. By an adopted style sheet, which no policy holds back. */
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

/** A line of text on the screen: what is seen of it, and whether the rest is out of reach. */
type Line = {
  text: string
  /** The number of its element. */
  owner: number
  isCut: boolean
  left: number
  top: number
  right: number
  bottom: number
}

/** Boxes are fractions of pixels, and letters reach a little beyond them. */
const SLACK_PX = 3

/** Text that is cut off without a sign of it, and texts that lie over each other. */
export async function textTrouble(page: Page): Promise<string[]> {
  const lines = await page.evaluate(linesOnScreen, SLACK_PX)
  const cut = lines.filter(({ isCut }) => isCut).map(({ text }) => `cut: ${text}`)
  const over = lines.flatMap((one, at) =>
    lines
      .slice(at + 1)
      .filter((other) => one.owner !== other.owner && overlap(one, other))
      .map((other) => `${one.text} lies over ${other.text}`),
  )
  return [...cut, ...over]
}

/** Lines may touch; they may not lie over each other by more than what a line has around its letters. */
function overlap(a: Line, b: Line): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return across > SLACK_PX && down > Math.max(SLACK_PX, Math.min(a.bottom - a.top, b.bottom - b.top) / 2)
}

/** Runs in the page: every line of the top layer but those of bars that stay while the rest scrolls below them. */
function linesOnScreen(slackPx: number): Line[] {
  const layer = document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') ?? document.body
  const owners = [...layer.querySelectorAll('*')]

  function above(element: Element): Element[] {
    const found: Element[] = []
    for (let up: Element | null = element; up !== null && up !== document.body; up = up.parentElement)
      found.push(up)
    return found
  }

  /** For screen readers only, out of sight until it has the focus, or in a bar that stays. */
  function isElsewhere(element: Element): boolean {
    const { clipPath, position, opacity } = getComputedStyle(element)
    return (
      clipPath !== 'none' ||
      opacity === '0' ||
      ['sticky', 'fixed'].includes(position) ||
      element.getBoundingClientRect().right < 0
    )
  }

  function linesOf(owner: Element, number: number): Line[] {
    if (!owner.checkVisibility({ visibilityProperty: true })) return []
    const around = above(owner)
    if (around.some(isElsewhere)) return []
    const clippers = around.filter((up) => getComputedStyle(up).overflowX !== 'visible')
    const edges = clippers.map((clipper) => clipper.getBoundingClientRect())
    const says = clippers.slice(0, 1).map((clipper) => getComputedStyle(clipper))
    const isToldOf = says.every(
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
        const lost = Math.max(box.width - (right - left), box.height - (bottom - top))
        return {
          text: text.slice(0, 60),
          owner: number,
          isCut: !isToldOf && lost > slackPx,
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
