import { cards, clipboard, expect, test } from './support/fixtures.ts'

const HANGZHOU = '/images?region=cn-hangzhou&type=app&q=wordpress'
const SCREENS = [
  HANGZHOU,
  '/images',
  '/matrix',
  '/compare?a=cn-hangzhou&b=us-west-1',
  '/lookup',
  '/changes',
  '/status',
  '/preferences',
  '/help',
]

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' })

  test('the page starts in Chinese, and switches language without a reload', async ({ page }) => {
    await page.goto(HANGZHOU)
    const picker = (name: string) => page.getByRole('combobox', { name, exact: true })
    await expect(picker('地域')).toHaveValue(/^华东1（杭州）/)
    await page.evaluate(() => document.documentElement.setAttribute('data-loaded', 'once'))
    await page.getByRole('button', { name: '语言' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await expect(picker('Region')).toHaveValue(/^China \(Hangzhou\)/)
    await expect(page.locator('html')).toHaveAttribute('data-loaded', 'once')
    await page.goto(HANGZHOU)
    await expect(picker('Region')).toBeVisible()
  })
})

test.describe('with a clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test('sample data explains in three steps how to connect an account, with a policy to copy', async ({
    page,
  }) => {
    await page.goto('/images')
    const note = page.getByRole('note', { name: 'Sample catalog' })
    await note.getByText('Connect an account').click()
    await expect(note.getByRole('listitem')).toHaveCount(3)
    await note.getByRole('button', { name: 'Copy RAM policy' }).click()
    await expect(page.getByRole('status')).toHaveText('Copied RAM policy')
    const policy: unknown = JSON.parse(await clipboard(page))
    expect(policy).toMatchObject({
      Statement: [{ Effect: 'Allow', Action: ['swas-open:ListRegions', 'swas-open:ListImages'] }],
    })
  })

  test('selected text is copied as usual, and browser shortcuts stay untouched', async ({ page }) => {
    await page.goto(HANGZHOU)
    const card = cards(page).first()
    await card.focus()
    const text = await card
      .getByRole('paragraph')
      .last()
      .evaluate((paragraph) => {
        getSelection()?.selectAllChildren(paragraph)
        return getSelection()?.toString()
      })
    await page.keyboard.press('Control+c')
    expect(text).not.toBe('')
    expect(await clipboard(page)).toBe(text)
    const unprevented = await page.evaluate(() =>
      [
        { key: 'f', ctrlKey: true },
        { key: 'c', ctrlKey: true },
        { key: 'r', ctrlKey: true },
        { key: '1', ctrlKey: true },
        { key: 'j', altKey: true },
        { key: 'Tab' },
      ].map((press) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }),
        ),
      ),
    )
    expect(unprevented).toEqual([true, true, true, true, true, true])
  })

  test('the last copy format used is offered first', async ({ page }) => {
    await page.goto(HANGZHOU)
    await cards(page).first().getByRole('checkbox').check()
    const form = page.getByRole('dialog').getByRole('combobox', { name: 'Copy as' })
    await page.getByRole('button', { name: 'Copy as…' }).click()
    await form.selectOption('CSV')
    await page.reload()
    await page.getByRole('button', { name: 'Copy as…' }).click()
    await expect(form).toHaveValue('csv')
    await expect(page.getByRole('dialog').getByRole('region', { name: 'CSV' })).toContainText(
      'regionId,imageId',
    )
  })
})

test('no screen requests anything from another site, and each has a link preview', async ({
  page,
  baseURL,
}) => {
  const origins = new Set<string>()
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  for (const screen of SCREENS) {
    await page.goto(screen)
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
    const preview = page.locator('meta[property="og:image"]')
    await expect(preview).toHaveAttribute('content', `${baseURL}/icons/social-preview.png`)
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'SWAS Image Browser')
  }
  expect([...origins]).toEqual([baseURL])
})
