import { readFileSync } from 'node:fs'
import path from 'node:path'

import { clipboard, expect, test } from './support/fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** The only RAM policy in one of our documents. */
function policyIn(document: string): unknown {
  const text = readFileSync(path.join(import.meta.dirname, '..', document), 'utf8')
  return JSON.parse(/```json\n([^]*?)```/.exec(text)?.[1] ?? '')
}

test('the shortcut list links to the help, which shows the RAM policy of the key', async ({ page }) => {
  await page.goto('/status')
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Help' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('main').getByRole('button', { name: 'Copy RAM policy' }).click()
  await expect(page.getByRole('status')).toHaveText('Copied RAM policy')
  const copied: unknown = JSON.parse(await clipboard(page))
  expect(copied).toMatchObject({
    Statement: [{ Action: ['swas-open:ListRegions', 'swas-open:ListImages'] }, { Effect: 'Deny' }],
  })
  expect(copied).toEqual(policyIn('SECURITY.md'))
  // The first needs no IP address of the operator, and allows the same.
  expect(policyIn('README.md')).toEqual({
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: ['swas-open:ListRegions', 'swas-open:ListImages'], Resource: '*' },
    ],
  })
})

for (const [language, title, topic] of [
  ['en', 'Help', 'What the key may do'],
  ['zh-CN', '帮助', '密钥所需的权限'],
] as const) {
  test(`the help in ${language} opens at the linked section`, async ({ page }) => {
    await page.goto(`/help?lang=${language}#policy`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.getByRole('heading', { name: topic })).toBeInViewport()
  })
}
