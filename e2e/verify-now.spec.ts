import { appImage } from '../server/testing/fake-swas.ts'
import { violations } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'

const ID = 'a'.repeat(32)
const WORDPRESS = appImage(ID, 'WordPress-6.8')

test('one call for one ID shows that it is current, that it is gone, or why that is unknown', async ({
  page,
  cloud,
}) => {
  cloud.setImages('cn-hangzhou', [WORDPRESS])
  await page.goto(`${cloud.page}/images?region=cn-hangzhou`)
  await expect(page.getByText(ID)).toBeVisible()
  await page.goto(`${cloud.page}/images/cn-hangzhou/${ID}`)
  const verify = page.getByRole('button', { name: 'Verify now' })
  const before = cloud.calls.length
  await verify.click()
  await expect(page.getByText('Verified just now: the ID is current in cn-hangzhou.')).toBeVisible()
  expect(cloud.calls.slice(before)).toMatchObject([{ action: 'ListImages', regionId: 'cn-hangzhou' }])
  expect(await violations(page)).toEqual([])

  cloud.setImages('cn-hangzhou', [{ ...WORDPRESS, ImageId: 'b'.repeat(32) }])
  await verify.click()
  await expect(page.getByText('Verified just now: cn-hangzhou does not list this ID any more.')).toBeVisible()

  cloud.misbehave('html', 'cn-hangzhou')
  await verify.click()
  const failure = page.getByRole('alert')
  await expect(failure).toContainText('cn-hangzhou')
  expect(await violations(page)).toEqual([])
  cloud.recover()
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(failure).toHaveCount(0)
  await expect(page.getByText(/does not list this ID any more/)).toBeVisible()
})
