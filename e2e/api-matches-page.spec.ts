import * as v from 'valibot'

import { expect, test } from './support/fixtures.ts'

const answerSchema = v.object({ images: v.array(v.object({ imageId: v.string() })) })

/** Partial words, several words, exact phrases, any case and width, both languages, a version, no match. */
const QUERIES = [
  '',
  'q=docker&type=app',
  'q=DEBIAN 12&type=system',
  'q="Ubuntu 22.04"',
  'q=ｕｂｕｎｔｕ&platform=Linux',
  'q=面板&type=app&platform=Linux',
  'q=6.8',
  'q=server&platform=Windows',
  'type=custom',
  'q=no-such-image',
]

test('the API and the page return the same images for a query', async ({ page }) => {
  const rows = page.locator('main tr[data-image]')
  for (const words of QUERIES) {
    const query = new URLSearchParams(`region=cn-hangzhou&${words}`)
    const answer = await page.request.get(`/api/images?${query.toString()}`, {
      headers: { 'X-Console': '1' },
    })
    const { images } = v.parse(answerSchema, await answer.json())
    const ids = images.map(({ imageId }) => imageId).toSorted()
    await page.goto(`/images?${query.toString()}&view=table`)
    await page.getByText(/^\d+ (?:of \d+ )?images?$/).waitFor()
    const shown = () =>
      rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-image') ?? '').toSorted())
    await expect.poll(shown, words).toEqual(ids)
    expect(ids.length === 0, words).toBe(words === 'q=no-such-image')
  }
})
