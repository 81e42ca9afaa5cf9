import { cards, expect, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&q=wordpress'

test('the region picker: arrows move, Escape changes nothing, and the focus stays in the field', async ({
  page,
}) => {
  await page.goto(HANGZHOU)
  const picker = page.getByRole('combobox', { name: 'Region' })
  await picker.click()
  const options = page.getByRole('option')
  await expect(options.first()).toBeVisible()
  await expect(
    page.getByRole('group', { name: 'Chinese mainland' }).getByRole('option').first(),
  ).toBeVisible()
  await expect(page.getByRole('option', { name: 'All regions' })).toBeVisible()
  await expect(options.filter({ hasText: 'us-west-1' })).toHaveText(/Silicon Valley.*us-west-1/)

  await page.keyboard.press('ArrowDown')
  const before = await picker.getAttribute('aria-activedescendant')
  await page.keyboard.press('ArrowDown')
  await expect(picker).not.toHaveAttribute('aria-activedescendant', before ?? '')
  await page.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(picker).toBeFocused()
  await expect(page).toHaveURL(/region=cn-hangzhou/)

  for (const text of ['us-west-1', 'silicon', '硅谷', 'ＵＳ－ＷＥＳＴ－１']) {
    await picker.fill(text)
    await expect(options).toHaveText(/us-west-1/)
  }
  await page.keyboard.press('Enter')
  await expect(picker).toBeFocused()
  await expect(page.getByRole('status')).toHaveText(/^\d+ images? in us-west-1$/)
})

test('the table: one sorted column, announced; selecting text opens nothing', async ({ page }) => {
  await page.goto(`${HANGZHOU}&view=table`)
  const table = page.getByRole('table', { name: 'Images' })
  await expect(table.getByRole('row').nth(1)).toBeVisible()
  await expect(table.locator('th[aria-sort]')).toHaveCount(1)
  await table.getByRole('columnheader', { name: 'Type' }).getByRole('button').click()
  await expect(page.getByRole('status')).toHaveText('Sorted by Type, ascending')
  await expect(table.locator('th[aria-sort]')).toHaveText(/Type/)

  const id = table
    .locator('tbody code')
    .filter({ hasText: /^[0-9a-f]{32}$/ })
    .first()
  await id.dblclick()
  const imageId = (await id.textContent()) ?? ''
  expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe(imageId)
  await expect(page).toHaveURL(/view=table/)
  await expect(page.getByRole('region', { name: 'Selected images' })).toHaveCount(0)
})

test('a card: one heading; Tab goes from the checkbox to the name, the ID and more', async ({ page }) => {
  await page.goto(HANGZHOU)
  const card = cards(page).first()
  await expect(card.getByRole('heading')).toHaveCount(1)
  const reached: string[] = []
  await card.focus()
  for (let tabs = 0; tabs < 8; tabs++) {
    await page.keyboard.press('Tab')
    reached.push(
      await page.evaluate(
        () => document.activeElement?.getAttribute('data-command') ?? document.activeElement?.tagName ?? '',
      ),
    )
  }
  const order = ['select', 'A', 'copy-id', 'copy-as'].map((what) => reached.indexOf(what))
  expect(order, reached.join(' ')).toEqual(order.toSorted((a, b) => a - b))
  expect(order).not.toContain(-1)
})

test('no two controls share role and name, even if two images share a name', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app&view=table')
  await expect(page.getByText('Same name').first()).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const names = (await page.getByRole('main').ariaSnapshot())
    .split('\n')
    .map((line) => /^\s*- ((?:button|checkbox) ".+?")/.exec(line)?.[1])
    .filter((name) => name !== undefined)
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('every control is at least 24 px wide and high', async ({ page }) => {
  for (const url of [HANGZHOU, `${HANGZHOU}&view=table`, '/matrix?q=1panel-2', '/lookup', '/status']) {
    await page.goto(url)
    await expect(page.getByRole('main').locator('h1, code, form').first()).toBeAttached()
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, select, summary, [role="combobox"], input[type="search"]')]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 23.9 || box.height < 23.9))
        .map(({ element, box }) => `${box.width}×${box.height} ${element.outerHTML.slice(0, 120)}`),
    )
    expect.soft(small, url).toEqual([])
  }
})

test('the title names region, type and search, and catalog text has its language', async ({ page }) => {
  await page.goto('/images?region=cn-hangzhou&type=app&q=1panel')
  await expect(cards(page).first()).toBeVisible()
  await expect(page).toHaveTitle(/1panel · App · cn-hangzhou/)
  await expect(cards(page).first().getByText('面板').first()).toHaveAttribute('lang', /^zh/)
  await expect(page.getByRole('status')).toHaveCount(1)
  await expect(page.getByRole('searchbox')).toHaveAttribute('aria-describedby', /result-count/)
  await page.goto('/matrix')
  await expect(page).toHaveTitle(/Region matrix/)
})
