import { appImage } from '../server/testing/fake-swas.ts'
import { expect, test } from './support/fixtures.ts'

const OLD = 'a'.repeat(32)
const NEW = 'b'.repeat(32)
const OTHER = 'c'.repeat(32)

test('a link with only an ID opens the region that has or had it', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [appImage(OLD, 'WordPress-6.8'), appImage(OTHER, 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByText(OLD)).toBeVisible()
  await page.goto(`${cloud.page}/images/${OLD}`)
  await expect(page).toHaveURL(`${cloud.page}/images/cn-hangzhou/${OLD}`)
  await expect(page.getByRole('heading', { name: 'WordPress-6.8', level: 1 })).toBeVisible()

  cloud.setImages('cn-hangzhou', [appImage(NEW, 'WordPress-6.8'), appImage(OTHER, 'Docker-26.1.3')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await page.getByRole('button', { name: 'Refresh cn-hangzhou' }).click()
  await expect(page.getByText(NEW)).toBeVisible()
  await page.goto(`${cloud.page}/images/${OLD}`)
  await expect(page.getByText(/last seen in cn-hangzhou/)).toBeVisible()
  await expect(page.getByText(/likely/i).first()).toBeVisible()
  await expect(page.getByText(NEW)).toBeVisible()
})

test('for an ID in several regions, the user or the link picks the region', async ({ page, cloud }) => {
  cloud.setImages('cn-hangzhou', [appImage(OLD, 'WordPress-6.8')])
  cloud.setImages('us-west-1', [appImage(OLD, 'WordPress-6.8')])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou,us-west-1`)
  await expect(page.getByText(OLD)).toHaveCount(2)
  await page.goto(`${cloud.page}/images/${OLD}`)
  await expect(
    page.getByRole('heading', { name: 'More than one region has this ID', level: 1 }),
  ).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'us-west-1' }).click()
  await expect(page).toHaveURL(`${cloud.page}/images/us-west-1/${OLD}`)

  await page.goto(`${cloud.page}/images/${OLD}?region=cn-hangzhou`)
  await expect(page).toHaveURL(`${cloud.page}/images/cn-hangzhou/${OLD}`)
})

test('for an unknown ID, the page says where it searched', async ({ page, cloud }) => {
  await page.goto(`${cloud.page}/images/${NEW}`)
  await expect(page.getByRole('heading', { name: 'This ID was never seen', level: 1 })).toBeVisible()
  await expect(page.getByText(/27 regions have not been read yet/)).toBeVisible()
})
