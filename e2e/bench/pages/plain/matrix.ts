import { byId, element } from './element.ts'
import type { Answer, Listed } from './listed.ts'

type Row = { first: Listed; cells: Map<string, Listed[]> }

const ROW_PX = 72
/** Rows to render above and below the visible ones. */
const SPARE_ROWS = 8

const scroller = byId('matrix')
const body = element('tbody', {})
const collator = new Intl.Collator('en', { numeric: true })
let columns: string[] = []
let rows: Row[] = []
let shown: readonly Row[] = []
let drawn = -1

/** A row per name, type and platform; a cell per region. */
function rowsOf(images: readonly Listed[]): Row[] {
  const rowsByKey = new Map<string, Row>()
  for (const image of images) {
    const key = `${image.imageName}\n${image.imageType}\n${image.platform}`
    const row = rowsByKey.get(key) ?? { first: image, cells: new Map<string, Listed[]>() }
    rowsByKey.set(key, row)
    const cell = row.cells.get(image.regionId)
    if (cell === undefined) row.cells.set(image.regionId, [image])
    else cell.push(image)
  }
  return [...rowsByKey.values()].sort((a, b) => collator.compare(a.first.imageName, b.first.imageName))
}

function copyButton(name: string, text: () => string): HTMLElement {
  const button = element('button', { 'aria-label': `Copy ${name}` }, 'Copy')
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => (byId('status').textContent = `Copied ${name}`),
      () => (byId('status').textContent = 'Copy failed'),
    )
  })
  return button
}

function idsOf(cell: readonly Listed[] = []): string[] {
  return cell.map(({ imageId }) => imageId)
}

function drawRow({ first, cells }: Row): HTMLElement {
  const map = () => JSON.stringify(Object.fromEntries([...cells].map(([id, cell]) => [id, idsOf(cell)])))
  const name = `row ${first.imageName}`
  const head = element(
    'th',
    { scope: 'row' },
    first.imageName,
    copyButton(name, map),
    element('small', {}, `${first.imageType} · ${first.platform}`),
  )
  const drawCell = (regionId: string) => {
    const ids = idsOf(cells.get(regionId))
    if (ids.length === 0) return element('td', {}, `not available in ${regionId}`)
    return element('td', {}, ...ids.map((id) => element('code', {}, id)))
  }
  return element('tr', {}, head, ...columns.map(drawCell))
}

function spacer(count: number): HTMLElement {
  return element('tr', { style: `height: ${count * ROW_PX}px` })
}

function draw() {
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_PX) - SPARE_ROWS)
  const from = first - (first % SPARE_ROWS)
  if (from === drawn) return
  drawn = from
  const to = from + Math.ceil(innerHeight / ROW_PX) + 3 * SPARE_ROWS
  body.replaceChildren(
    spacer(from),
    ...shown.slice(from, to).map(drawRow),
    spacer(Math.max(0, shown.length - to)),
  )
}

function filter() {
  const type = document.querySelector<HTMLInputElement>('input[name=type]:checked')?.value ?? ''
  shown = type === '' ? rows : rows.filter(({ first }) => first.imageType === type)
  byId('count').textContent = `${shown.length} images`
  drawn = -1
  draw()
}

async function start() {
  const response = await fetch('/api/images?region=all', { headers: { 'X-Console': '1' } })
  // The benchmark's own server sends the response, so it is trusted.
  const { images, regions } = (await response.json()) as Answer // oxlint-disable-line typescript/no-unsafe-type-assertion
  columns = Object.keys(regions)
  rows = rowsOf(images)
  const column = (regionId: string) => () =>
    rows.flatMap(({ cells }) => idsOf(cells.get(regionId))).join('\n')
  const heads = columns.map((regionId) =>
    element('th', { scope: 'col' }, regionId, copyButton(`column ${regionId}`, column(regionId))),
  )
  const head = element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Image'), ...heads))
  scroller.append(element('table', { 'aria-label': 'Image IDs by region' }, head, body))
  filter()
}

scroller.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true })
for (const input of document.querySelectorAll('input[type=radio]')) input.addEventListener('change', filter)
void start()
