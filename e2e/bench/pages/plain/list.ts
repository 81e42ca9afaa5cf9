import { element, marked } from './element.ts'
import type { Listed } from './listed.ts'

/** Lists up to this size are rendered completely, so that the browser's own search works; the visible part first. */
const MAX_DRAWN = 1000
/** The rest is rendered after this time without typing. */
const REST_MS = 1000
const CARD = { height: 188, minWidth: 300, gap: 16 }
const ROW = { height: 44 }
/** Lines to render above and below the visible ones. */
const SPARE_LINES = 4

export type View = 'cards' | 'table'
type Shown = { images: readonly Listed[]; query: string; view: View }

/** Renders the visible part of a list, also while it is scrolled. */
export function createList(main: HTMLElement): (shown: Shown) => void {
  let shown: Shown = { images: [], query: '', view: 'cards' }
  let box = newBox('cards')
  let drawn = { from: 0, to: 0 }
  let rest = 0
  main.append(box)

  function columns(): number {
    if (shown.view === 'table') return 1
    return Math.max(1, Math.floor((main.clientWidth - 32 + CARD.gap) / (CARD.minWidth + CARD.gap)))
  }

  function draw(from: number, to: number) {
    drawn = { from, to }
    const { images, query, view } = shown
    const height = view === 'cards' ? CARD.height : ROW.height
    const perLine = columns()
    box.style.paddingTop = `${(from / perLine) * height}px`
    box.style.height = `${Math.ceil(images.length / perLine) * height}px`
    const make = view === 'cards' ? card : row
    box.replaceChildren(...images.slice(from, to).map((image) => make(image, query)))
  }

  function visible() {
    const perLine = columns()
    const height = shown.view === 'cards' ? CARD.height : ROW.height
    const first = Math.max(0, Math.floor((scrollY - main.offsetTop) / height) - SPARE_LINES)
    const lines = Math.ceil(innerHeight / height) + 2 * SPARE_LINES
    return { from: first * perLine, to: Math.min(shown.images.length, (first + lines) * perLine) }
  }

  function follow() {
    const { from, to } = visible()
    if (from < drawn.from || to > drawn.to) draw(from, to)
  }

  function drawRest() {
    if (shown.images.length <= MAX_DRAWN && drawn.to - drawn.from < shown.images.length)
      draw(0, shown.images.length)
  }

  addEventListener('scroll', () => requestAnimationFrame(follow), { passive: true })
  addEventListener('resize', () => requestAnimationFrame(follow))
  return (next) => {
    if (next.view !== shown.view) {
      const old = box
      box = newBox(next.view)
      old.replaceWith(box)
    }
    shown = next
    const { from, to } = visible()
    draw(from, to)
    clearTimeout(rest)
    rest = window.setTimeout(() => requestIdleCallback(drawRest), REST_MS)
  }
}

function newBox(view: View): HTMLElement {
  return view === 'cards'
    ? element('ul', { 'aria-label': 'Images' })
    : element('div', { role: 'table', 'aria-label': 'Images' })
}

function card(image: Listed, query: string): HTMLElement {
  return element(
    'li',
    {},
    element('h2', {}, marked(image.imageName, query)),
    element('span', { class: 'badge' }, image.imageType),
    ' ',
    element('span', { class: 'badge' }, image.platform),
    element('p', {}, marked(image.description, query)),
    element('code', {}, marked(image.imageId, query)),
    ' ',
    copyButton(image),
  )
}

function row(image: Listed, query: string): HTMLElement {
  const cells = [
    marked(image.imageName, query),
    image.imageType,
    image.platform,
    image.regionId,
    element('code', {}, marked(image.imageId, query)),
    copyButton(image),
  ]
  return element('div', { role: 'row' }, ...cells.map((cell) => element('span', { role: 'cell' }, cell)))
}

function copyButton({ imageName, regionId, imageId }: Listed): HTMLElement {
  return element(
    'button',
    {
      'aria-label': `Copy image ID of ${imageName} in ${regionId}`,
      'data-id': imageId,
      'data-name': imageName,
    },
    'Copy',
  )
}
