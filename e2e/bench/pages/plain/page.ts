import { byId } from './element.ts'
import { createList, type View } from './list.ts'
import type { Answer } from './listed.ts'
import { createRegionPicker } from './regions.ts'
import { createSearch } from './search.ts'

const main = document.querySelector('main') ?? document.body
const box = byId('search')
const count = byId('count')
const status = byId('status')
const show = createList(main)
let search = createSearch([])
let frame = 0

/** The value of a group of radio buttons. */
function chosen(name: string): string {
  return document.querySelector<HTMLInputElement>(`input[name=${name}]:checked`)?.value ?? ''
}

function draw() {
  const query = box instanceof HTMLInputElement ? box.value : ''
  const found = search({ query, type: chosen('type'), platform: chosen('platform') })
  const view: View = chosen('view') === 'table' ? 'table' : 'cards'
  show({ images: found, query: query.trim().toLowerCase(), view })
  count.textContent = `${found.length} images`
}

/** Draws in the next frame, so that typing never waits for the list. */
function drawSoon() {
  cancelAnimationFrame(frame)
  frame = requestAnimationFrame(draw)
}

function showImages({ images }: Answer) {
  search = createSearch(images)
  draw()
}

async function open(regionId: string) {
  const response = await fetch(`/api/images?region=${regionId}`, { headers: { 'X-Console': '1' } })
  // The benchmark's own server sends the response, so it is trusted.
  showImages((await response.json()) as Answer) // oxlint-disable-line typescript/no-unsafe-type-assertion
}

box.addEventListener('input', drawSoon)
for (const input of document.querySelectorAll('input[type=radio]')) input.addEventListener('change', draw)
main.addEventListener('click', ({ target }) => {
  const { id, name } = target instanceof HTMLElement ? target.dataset : {}
  if (id === undefined) return
  navigator.clipboard.writeText(id).then(
    () => (status.textContent = `Copied image ID of ${name}`),
    () => (status.textContent = 'Copy failed'),
  )
})
createRegionPicker(
  new URLSearchParams(location.search).get('region') ?? '',
  (regionId) => void open(regionId),
)
// The same server embeds it in the document.
showImages(JSON.parse(byId('first').textContent) as Answer) // oxlint-disable-line typescript/no-unsafe-type-assertion
