import { expect, test } from './support/fixtures.ts'

test('the page can be installed: its manifest and every icon are served', async ({ page, baseURL }) => {
  await page.goto('/status')
  const session = await page.context().newCDPSession(page)
  const { url, errors, data } = await session.send('Page.getAppManifest')
  expect(url).toBe(new URL('/manifest.webmanifest', baseURL).href)
  expect(errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])

  const icons = [...(data ?? '').matchAll(/"src": "([^"]+)"/g)].map(([, src = '']) => src)
  expect(icons).toHaveLength(4)
  for (const icon of [...icons, '/icons/apple-touch-icon.png', '/icons/social-preview.png']) {
    const served = await page.evaluate(async (path) => {
      const response = await fetch(path)
      return `${response.status} ${response.headers.get('Content-Type')}`
    }, icon)
    expect(served).toMatch(/^200 image\/(?:png|svg\+xml)/)
  }
})
