import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Image } from '#contract/images.ts'
import { imageHaystack } from '#contract/search.ts'

import { foundIn, prepareSearch } from './found-images.ts'
import { parseSearch } from './search-images.ts'

const image = (imageName: string, index: number): Image => ({
  regionId: 'cn-hangzhou',
  imageId: `m-${index}`,
  imageName,
  imageType: 'system',
  platform: 'Linux',
  description: '',
  firstSeenAt: '',
  lastSeenAt: '',
  state: 'current',
})

// Few letters, so that searches meet; quotes, slashes and blanks, which make phrases, patterns and words.
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    'B',
    ' ',
    '"',
    '/',
    '.',
    '1',
    String.raw`\d`,
    String.raw`\D`,
    '+',
    'é',
    '\u0301',
  ),
  maxLength: 6,
})

test('finds the same after any searches before as it would at first', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.array(text, { maxLength: 12 }), (names, typed) => {
      const images = names.map(image)
      // Each search is typed letter by letter, and taken back.
      const queries = typed.flatMap((query) => {
        const letters = Array.from({ length: query.length + 1 }, (_, end) => query.slice(0, end))
        return [...letters, ...letters.toReversed()]
      })
      for (const query of queries) {
        const search = parseSearch(query)
        expect(foundIn(images, search)).toEqual(images.filter((one) => search.matches(imageHaystack(one))))
      }
    }),
  )
})

test('typing on asks only what was found', () => {
  const images = ['alpha', 'alps', 'beta'].map(image)
  const asked: string[] = []
  const watched = (query: string) => {
    const search = parseSearch(query)
    return {
      ...search,
      matches: (haystack: string) => {
        asked.push(haystack.split('\n')[0] ?? '')
        return search.matches(haystack)
      },
    }
  }
  foundIn(images, watched('al'))
  asked.length = 0
  expect(foundIn(images, watched('alp')).map(({ imageName }) => imageName)).toEqual(['alpha', 'alps'])
  expect(asked).toEqual(['alpha', 'alps'])
  expect(foundIn(images, watched('al')).length).toBe(2)
  expect(asked.length).toBe(2)
})

test('a list is folded ahead in small parts, after which a search reads no image', () => {
  let reads = 0
  const watched = Array.from({ length: 1000 }, (_, index) => {
    const plain = image(`Name ${index}`, index)
    return Object.defineProperty({ ...plain }, 'imageName', { get: () => ((reads += 1), plain.imageName) })
  })
  const idle: (() => void)[] = []
  prepareSearch(watched, (work) => idle.push(work))
  expect(reads).toBe(0)
  idle.shift()?.()
  expect(reads).toBeLessThan(watched.length / 2)
  while (idle.length > 0) idle.shift()?.()
  expect(reads).toBe(watched.length)
  expect(foundIn(watched, parseSearch('name 99')).length).toBeGreaterThan(0)
  expect(reads).toBe(watched.length)
})

test('folding ahead stops when the list is gone', () => {
  const idle: (() => void)[] = []
  const end = prepareSearch(
    Array.from({ length: 1000 }, (_, index) => image(`Name ${index}`, index)),
    (work) => idle.push(work),
  )
  idle.shift()?.()
  expect(idle).toHaveLength(1)
  end()
  idle.shift()?.()
  expect(idle).toEqual([])
})
