import { byId, element } from './element.ts'

type Region = { regionId: string; name: string }

/** The region picker: fetches the regions when first opened, and calls `choose` with the selected one. */
export function createRegionPicker(current: string, choose: (regionId: string) => void) {
  const button = byId('region')
  const list = byId('regions')
  let isRequested = false

  function show(isOpen: boolean) {
    list.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
  }

  async function fill() {
    isRequested = true
    const response = await fetch('/api/regions?lang=en-US', { headers: { 'X-Console': '1' } })
    // The benchmark's own server sends the response, so it is trusted.
    const { regions } = (await response.json()) as { regions: Region[] } // oxlint-disable-line typescript/no-unsafe-type-assertion
    list.append(
      ...regions.map(({ regionId, name }) =>
        element('li', { role: 'option', 'data-id': regionId }, `${name} ${regionId}`),
      ),
    )
  }

  button.textContent = current
  button.addEventListener('click', () => {
    show(list.hidden === true)
    if (!isRequested) void fill()
  })
  list.addEventListener('click', ({ target }) => {
    const regionId = target instanceof HTMLElement ? target.dataset['id'] : undefined
    if (regionId === undefined) return
    show(false)
    button.textContent = regionId
    choose(regionId)
  })
}
