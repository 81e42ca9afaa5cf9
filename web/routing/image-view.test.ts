import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  COLUMNS,
  columnsOf,
  DEFAULT_VIEW,
  formatColumns,
  formatView,
  type ImageView,
  isFiltered,
  LAYOUTS,
  parseView,
  PLATFORM_CHOICES,
  SORTS,
  TYPE_CHOICES,
  withoutFilters,
} from './image-view.ts'

const regionId = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/).filter((id) => id !== 'all')
const views: fc.Arbitrary<ImageView> = fc.record({
  region: fc.oneof(
    fc.constantFrom('', 'all'),
    fc.uniqueArray(regionId, { minLength: 1, maxLength: 4 }).map((ids) => ids.sort().join(',')),
  ),
  type: fc.constantFrom(...TYPE_CHOICES),
  platform: fc.constantFrom(...PLATFORM_CHOICES),
  search: fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.slice(0, 200).toWellFormed()),
  sort: fc.constantFrom(...SORTS),
  layout: fc.constantFrom(undefined, ...LAYOUTS),
  columns: fc.option(fc.subarray([...COLUMNS]).map(formatColumns), { nil: undefined }),
  state: fc.constantFrom('current', 'gone'),
})

describe('the URL of a view', () => {
  test('parses back to the same view', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseView(formatView(view))).toEqual({ view, notices: [] })
      }),
    )
  })

  test('is canonical: order and unknown parameters do not matter', () => {
    fc.assert(
      fc.property(views, fc.boolean(), (view, noisy) => {
        const shuffled = new URLSearchParams([...new URLSearchParams(formatView(view))].toReversed())
        if (noisy) shuffled.append('utm_source', 'mail')
        expect(formatView(parseView(`?${shuffled}`).view)).toBe(formatView(view))
      }),
    )
  })

  test('never throws on arbitrary input', () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        const { view } = parseView(search)
        expect(parseView(formatView(view)).view).toEqual(view)
      }),
    )
  })

  test('leaves out defaults', () => {
    expect(formatView(DEFAULT_VIEW)).toBe('')
  })

  test('has a fixed order and readable commas', () => {
    const view = { ...DEFAULT_VIEW, region: 'cn-beijing,cn-hangzhou', type: 'app', search: 'a+b 中' } as const
    expect(formatView(view)).toBe('?region=cn-beijing,cn-hangzhou&type=app&q=a%2Bb+%E4%B8%AD')
  })
})

describe('an invalid parameter', () => {
  test.each([
    ['?type=banana', { parameter: 'type', value: 'banana' }],
    ['?sort=size', { parameter: 'sort', value: 'size' }],
    ['?region=CN%20Hangzhou', { parameter: 'region', value: 'CN Hangzhou' }],
    ['?region=x@evil.example/', { parameter: 'region', value: 'x@evil.example/' }],
    ['?cols=type,price', { parameter: 'cols', value: 'type,price' }],
    ['?colour=red', { parameter: 'colour', value: 'red' }],
    ['?type=app&type=custom', { parameter: 'type', value: 'custom' }],
    [`?q=${'x'.repeat(201)}`, { parameter: 'q', value: 'x'.repeat(201) }],
  ])('%s falls back, with a notice', (search, notice) => {
    const { notices } = parseView(search)
    expect(notices).toEqual([notice])
  })

  test('excludes the parameters of other parts of the page', () => {
    expect(parseView('?lang=zh-CN&sel=cn-hangzhou:m-1').notices).toEqual([])
  })
})

test('regions are sorted and deduplicated, and `all` absorbs them', () => {
  expect(parseView('?region=us-west-1,cn-beijing,us-west-1').view.region).toBe('cn-beijing,us-west-1')
  expect(parseView('?region=us-west-1,all').view.region).toBe('all')
})

test('columns are sorted and deduplicated, and no columns read `none`', () => {
  expect(parseView('?cols=region,type,region').view.columns).toBe('type,region')
  expect(columnsOf(formatColumns([]))).toEqual([])
  expect(formatView({ ...DEFAULT_VIEW, columns: formatColumns([]) })).toBe('?cols=none')
})

test('clearing the filters keeps region, order and layout', () => {
  const view = parseView('?region=cn-beijing&type=app&platform=Linux&q=x&sort=-name&view=table').view
  expect(isFiltered(view)).toBe(true)
  expect(formatView(withoutFilters(view))).toBe('?region=cn-beijing&sort=-name&view=table')
  expect(isFiltered(withoutFilters(view))).toBe(false)
})
