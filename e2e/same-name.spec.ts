import { violations } from './support/axe.ts'
import { cards, expect, test } from './support/fixtures.ts'

for (const view of ['cards', 'table'] as const) {
  test(`two images with the same name in a region show how they differ, as ${view} and when both are selected`, async ({
    page,
  }) => {
    await page.goto(`/images?region=cn-hangzhou&q=WordPress-6.8.3&view=${view}`)
    const images =
      view === 'cards' ? cards(page) : page.getByRole('row').filter({ has: page.getByRole('link') })
    await expect(images).toHaveCount(2)
    const ids = await images
      .locator('code')
      .filter({ hasText: /^\w{20,}$/ })
      .allTextContents()
    const differences = ['PHP 8.1', 'PHP 8.2']
    for (const id of ids) {
      const end = id.slice(-6)
      const one = images.filter({ hasText: id })
      await expect(one).toContainText('Same name')
      const note = one.getByText(/^Differs: /)
      await expect(note).toHaveText(new RegExp(`^Differs: .*PHP 8\\.[12] .* · ID ends in ${end}$`))
      await expect(note).not.toContainText('MySQL')
      await one.getByRole('checkbox', { name: `Select WordPress-6.8.3 (…${end}), cn-hangzhou` }).check()
      await expect(
        one.getByRole('button', { name: `Copy image ID of WordPress-6.8.3 (…${end}) in cn-hangzhou` }),
      ).toBeVisible()
    }

    expect(await violations(page)).toEqual([])
    await page.goto('/lookup')
    const basket = page.getByRole('region', { name: 'Selected images' })
    await basket.getByText('2 share a name').click()
    await expect(basket.getByRole('listitem')).toHaveCount(2)
    expect(await violations(page)).toEqual([])
    for (const difference of differences)
      await expect(basket.getByRole('listitem').filter({ hasText: difference })).toHaveCount(1)
    for (const id of ids)
      await expect(basket.getByRole('link', { name: `WordPress-6.8.3 (…${id.slice(-6)})` })).toHaveAttribute(
        'href',
        `/images/cn-hangzhou/${id}`,
      )
  })
}
