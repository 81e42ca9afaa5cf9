import { afterEach, expect, test } from 'vitest'

import { ownFailure } from '#contract/failures.ts'

import type { ImageQuery, VersionedImages } from '../../catalogue/images.ts'
import { FRESH, HANGZHOU_IMAGE } from '../../testing/fake-catalogue.ts'
import { rawRequest, sendRaw, startFakeService, statusOf } from '../../testing/http-harness.ts'

let fake: Awaited<ReturnType<typeof startFakeService>>

afterEach(() => fake.service.drain(0))

const ADDRESS = '/api/images?region=cn-hangzhou'

/** A service that returns the lists of `next`, and records its calls. */
async function start(next: () => VersionedImages | undefined) {
  const questions: ImageQuery[] = []
  const read = (question: ImageQuery) => {
    questions.push(question)
    return next()
  }
  fake = await startFakeService({
    images: async (question) => {
      const list = read(question)
      return list === undefined ? { ok: false, failure: FAILURE } : { ok: true, value: list }
    },
  })
  const ask = (headers: readonly string[] = [], method = 'GET', address = ADDRESS) =>
    sendRaw(fake.port, rawRequest(fake.port, address, ['X-Console: 1', ...headers], method))
  return { questions, ask }
}

const regions = { 'cn-hangzhou': FRESH }
const list = { images: [HANGZHOU_IMAGE], regions, total: 1, version: 'v1' }
const known = () => list
const FAILURE = ownFailure('LOCAL_QUOTA', 'No call is left.', 1000)

/** Status, headers in any order and case, and body. */
function partsOf(raw: string) {
  const end = raw.indexOf('\r\n\r\n')
  const [status, ...lines] = raw.slice(0, end).split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return `${line.slice(0, colon).toLowerCase()}${line.slice(colon)}`
  })
  return {
    status,
    headers: headers.filter((line) => !line.startsWith('date:')).toSorted(),
    body: raw.slice(end),
  }
}

test.each([
  ['plain', []],
  ['br', ['Accept-Encoding: gzip, deflate, br, zstd']],
  ['gzip', ['Accept-Encoding: gzip']],
  ['no encoding that we support', ['Accept-Encoding: identity;q=0, br;q=0']],
  ['any ETag', ['If-None-Match: *']],
])('a list asked for again is the same: %s', async (_, headers) => {
  const { questions, ask } = await start(known)
  const first = partsOf(await ask(headers))
  expect(partsOf(await ask(headers))).toEqual(first)
  expect(partsOf(await ask(headers))).toEqual(first)
  expect(questions[1]).toEqual(questions[0])
})

test('a cached list is sent only after every check', async () => {
  const { questions, ask } = await start(known)
  await ask()
  expect(statusOf(await ask(['Sec-Fetch-Site: cross-site']))).toBe(403)
  expect(statusOf(await ask(['Host: evil.example']))).toBe(421)
  expect(statusOf(await ask([], 'GET', `${ADDRESS}&region=cn-hangzhou`))).toBe(400)
  expect(questions).toHaveLength(1)
})

test('HEAD of a cached list has no body', async () => {
  const { ask } = await start(known)
  await ask()
  expect(partsOf(await ask([], 'HEAD')).body.trim()).toBe('')
})

test('a cached list is not sent once the state of a region has changed', async () => {
  let dropped = 0
  const { ask } = await start(() => ({
    ...list,
    regions: { 'cn-hangzhou': { ...FRESH, dropped: (dropped += 1) } },
  }))
  for (const count of [1, 2, 3]) expect(await ask()).toContain(`"dropped":${count},`)
})

test('if reading a cached list now fails, the response is the failure', async () => {
  let next: () => VersionedImages | undefined = known
  const { ask } = await start(() => next())
  await ask()
  next = () => undefined
  expect(await ask()).toContain('"code":"LOCAL_QUOTA"')
  next = () => {
    throw new Error('a defect')
  }
  expect(await ask()).toContain('"code":"INTERNAL"')
  expect(fake.lines.at(-1)).toContain('a defect')
})

test('a long list is streamed to the first reader and cached for the next, with the same bytes', async () => {
  const images = Array.from({ length: 5000 }, (_, index) => ({ ...HANGZHOU_IMAGE, imageId: `m-${index}` }))
  const long = { ...list, images, total: images.length }
  await start(() => long)
  const read = async (encoding: string) => {
    const headers = { 'X-Console': '1', 'Accept-Encoding': encoding }
    const response = await fetch(new URL(ADDRESS, fake.url), { headers })
    return { isWhole: response.headers.has('content-length'), text: await response.text() }
  }
  for (const encoding of ['br', 'gzip', 'identity']) {
    const [first, second] = [await read(encoding), await read(encoding)]
    expect([first.isWhole, second.isWhole]).toEqual([false, true])
    expect(JSON.parse(first.text)).toEqual({ images, regions, total: 5000 })
    expect(second.text).toBe(first.text)
  }
})
