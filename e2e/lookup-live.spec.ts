import { appImage } from '../server/testing/fake-swas.ts'
import { violations } from './support/axe.ts'
import { type Cloud, clipboard, expect, test } from './support/fixtures.ts'

const id = (digit: string) => digit.repeat(32)

/** The server has read WordPress `a` and Docker `c` in Hangzhou, and Halo `e` in Silicon Valley. */
async function readOnce(cloud: Cloud) {
  cloud.setImages('cn-hangzhou', [appImage('a', 'WordPress-6.8'), appImage('c', 'Docker-26')])
  cloud.setImages('us-west-1', [appImage('e', 'Halo-2')])
  for (const regionId of ['cn-hangzhou', 'us-west-1']) {
    await fetch(`${cloud.page}/api/images?region=${regionId}`, { headers: { 'x-console': '1' } })
  }
}

test('a live check updates the results as regions answer, and keeps the text out of addresses and logs', async ({
  page,
  cloud,
}) => {
  await readOnce(cloud)
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  await page.goto(`${cloud.page}/lookup`)
  const text = `image_id = "${id('a')}"\n${id('c')} and ${id('e')}, and ${id('9')}`
  await page.getByRole('textbox').fill(text)
  await page.getByRole('button', { name: 'Look up', exact: true }).click()
  const results = page.getByRole('table', { name: 'Lookup results' })
  const row = (digit: string) => results.getByRole('row').filter({ hasText: id(digit) })
  await expect(row('a')).toContainText('Current')

  // Since then WordPress was replaced in one region. The other region delays its response.
  cloud.setImages('cn-hangzhou', [
    appImage('b', 'WordPress-6.8'),
    appImage('d', 'WordPress-6.8'),
    appImage('c', 'Docker-26'),
  ])
  cloud.misbehave('hold', 'us-west-1')
  await page.getByRole('button', { name: 'Check live in 2 regions (2 calls)' }).click()
  const live = page.getByRole('region', { name: 'Live check' })
  await expect(live).toContainText('Checked 1 of 2 regions')
  await expect(live.getByRole('progressbar')).toBeVisible()
  await expect(row('a')).toContainText('Gone')
  await expect(row('c')).toContainText('Current')
  expect(await violations(page)).toEqual([])
  cloud.recover()
  await expect(live).toContainText('Checked live in 2 regions')
  await expect(row('e')).toContainText('Current')
  await expect(row('9')).toContainText('Never seen')

  expect(requested.join(' ')).not.toContain(id('a'))
  expect(page.url()).not.toContain(id('a'))
  expect([...cloud.app.output.stdout, ...cloud.app.output.stderr].join('\n')).not.toContain(id('9'))
})

test('with two likely successors none is picked, in the results or in the repaired list', async ({
  page,
  context,
  cloud,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await readOnce(cloud)
  cloud.setImages('cn-hangzhou', [
    appImage('b', 'WordPress-6.8'),
    appImage('d', 'WordPress-6.8'),
    appImage('c', 'Docker-26'),
  ])
  await fetch(`${cloud.page}/api/regions/cn-hangzhou/refresh`, {
    method: 'POST',
    headers: { 'x-console': '1', origin: cloud.page },
  })
  await page.goto(`${cloud.page}/lookup`)
  await page.getByRole('textbox').fill(id('a'))
  await page.getByRole('button', { name: 'Look up', exact: true }).click()
  const row = page
    .getByRole('table', { name: 'Lookup results' })
    .getByRole('row')
    .filter({ hasText: id('a') })
  await expect(row).toContainText('Likely replaced by one of these 2; the choice is yours:')
  await expect(row.getByRole('link', { name: id('b') })).toBeVisible()
  await expect(row.getByRole('link', { name: id('d') })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Copy repaired list' }).click()
  await expect(page.getByRole('status')).toContainText([/Copied 1 image ID/])
  expect(await clipboard(page)).toBe(id('a'))
})

test('a check that waits for the quota says when it continues, and can be canceled', async ({
  page,
  cloud,
}) => {
  await readOnce(cloud)
  cloud.misbehave('throttled', 'us-west-1')
  await page.goto(`${cloud.page}/lookup`)
  await page.getByRole('textbox').fill(`${id('c')} ${id('e')}`)
  await page.getByRole('button', { name: 'Look up', exact: true }).click()
  await page.getByRole('button', { name: 'Check live in 2 regions (2 calls)' }).click()
  const live = page.getByRole('region', { name: 'Live check' })
  await expect(live).toContainText(/Checked 1 of 2 regions · next call in \d+ s/)
  await live.getByRole('button', { name: 'Cancel' }).click()
  await expect(live).toContainText('Cancelled after 1 of 2 regions')
  await expect(live.getByRole('progressbar')).toHaveCount(0)
})

test('a failed region shows the reason, and can be retried on its own', async ({ page, cloud }) => {
  await readOnce(cloud)
  cloud.misbehave('html', 'us-west-1')
  await page.goto(`${cloud.page}/lookup`)
  await page.getByRole('textbox').fill(`${id('c')} ${id('e')}`)
  await page.getByRole('button', { name: 'Look up', exact: true }).click()
  await page.getByRole('button', { name: 'Check live in 2 regions (2 calls)' }).click()
  const failure = page.getByRole('alert').filter({ hasText: 'us-west-1' })
  await expect(page.getByRole('region', { name: 'Live check' })).toContainText('Checked live in 1 region')
  cloud.recover()
  const before = cloud.calls.length
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(failure).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Live check' })).toContainText('Checked live in 1 region')
  const live = cloud.calls.slice(before).filter(({ forIds }) => forIds)
  expect(live.map(({ regionId }) => regionId)).toEqual(['us-west-1'])
})

test('a check that would take hours is not offered, and one that takes minutes says so', async ({
  page,
  cloud,
}) => {
  await readOnce(cloud)
  const ids = Array.from({ length: 500 }, (_, index) => index.toString(16).padStart(32, '0'))
  await page.goto(`${cloud.page}/lookup`)
  const live = page.getByRole('region', { name: 'Live check' })
  const lookUp = async (text: string) => {
    await page.getByRole('textbox').fill(text)
    await page.getByRole('button', { name: 'Look up', exact: true }).click()
  }
  await lookUp(ids.join('\n'))
  await expect(live).toContainText(/would take \d+ calls, and a live check makes at most 240/)
  await expect(live.getByRole('button')).toHaveCount(0)
  await lookUp(ids[0] ?? '')
  await expect(live).toContainText(/takes about \d minutes/)
  await expect(live.getByRole('button', { name: /^Check live in all/ })).toBeVisible()
})
