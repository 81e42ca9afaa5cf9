import { appImage } from '../server/testing/fake-swas.ts'
import { violations } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'

const OLD = 'a'.repeat(32)
const NEW = 'b'.repeat(32)
const OTHER = 'c'.repeat(32)

test('pasted text is searched for image IDs, each with its verdict in words', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [appImage(OLD, 'WordPress-6.8'), appImage(OTHER, 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByText(OLD)).toBeVisible()
  cloud.setImages('cn-hangzhou', [appImage(NEW, 'WordPress-6.8'), appImage(OTHER, 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/lookup`)

  const box = page.getByRole('textbox', { name: 'Image IDs or any text that holds them' })
  await box.fill(
    `image_id = "${OTHER}" # and again ${OTHER}\nold: ${'d'.repeat(32)} sha256:${'e'.repeat(64)}`,
  )
  await page.getByRole('button', { name: 'Look up' }).click()
  const results = page.getByRole('table', { name: 'Lookup results' })
  await expect(results.getByRole('row')).toHaveCount(3)
  await expect(results.getByRole('row').filter({ hasText: OTHER })).toContainText('cn-hangzhou')
  await expect(results.getByRole('row').filter({ hasText: 'd'.repeat(32) })).toContainText(/never seen/i)
  expect(page.url()).not.toContain(OTHER)
  expect(await violations(page)).toEqual([])
})

test('a removed ID shows since when, and lists every replacement candidate', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [appImage(OLD, 'WordPress-6.8'), appImage(OTHER, 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByText(OLD)).toBeVisible()
  cloud.setImages('cn-hangzhou', [
    appImage(NEW, 'WordPress-6.8'),
    appImage('f', 'WordPress-6.8'),
    appImage(OTHER, 'Docker-26.1.3'),
  ])
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByText(NEW).first()).toBeVisible({ timeout: 15_000 })

  await page.goto(`${cloud.page}/images/cn-hangzhou/${OLD}`)
  await expect(page.getByText(/last seen/i).first()).toBeVisible()
  await expect(page.getByText(/likely/i).first()).toBeVisible()
  await expect(page.getByRole('link', { name: new RegExp(NEW) })).toBeVisible()
  await expect(page.getByRole('link', { name: /ffff/ })).toBeVisible()
  expect(await violations(page)).toEqual([])

  await page.goto(`${cloud.page}/changes?region=cn-hangzhou`)
  await expect(page.getByRole('main')).toContainText('WordPress-6.8')
  await expect(page.getByRole('link', { name: /feed|atom/i })).toHaveAttribute('href', /changes\.atom/)
  expect(await violations(page)).toEqual([])

  // Parsed by the browser's XML parser.
  const feed = await page.evaluate(async (address) => {
    const request = new XMLHttpRequest()
    request.open('GET', address)
    request.responseType = 'document'
    await new Promise((resolve) => {
      request.addEventListener('loadend', resolve)
      request.send()
    })
    const xml = request.responseXML
    const textsOf = (name: string) =>
      [...(xml?.querySelectorAll(name) ?? [])].map((element) => element.textContent)
    return { root: xml?.documentElement.tagName, titles: textsOf('entry > title'), ids: textsOf('id') }
  }, '/api/changes.atom?region=cn-hangzhou')
  expect(feed.root).toBe('feed')
  expect(feed.titles).toContain('WordPress-6.8 · cn-hangzhou · replaced')
  expect(new Set(feed.ids).size).toBe(1 + feed.titles.length)

  const searchFor = (search: string) =>
    page.goto(`${cloud.page}/changes?${new URLSearchParams({ region: 'cn-hangzhou', q: search })}`)
  for (const search of ['"wordpress-6.8"', 'app ffff', '/word.*6\\.8/']) {
    await searchFor(search)
    await expect(page.getByRole('main').getByRole('link', { name: 'WordPress-6.8' }).first()).toBeVisible()
  }
  await searchFor('/^docker/')
  await expect(page.getByText('No changes match')).toBeVisible()
})

test('the status page shows the age of each region and the remaining quota', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou')
  await page.goto('/status')
  await expect(page.getByRole('main')).toContainText('ListImages')
  await expect(page.getByRole('meter').or(page.getByRole('progressbar')).first()).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'cn-hangzhou' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
