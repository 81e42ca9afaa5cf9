import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { imagesQuerySchema } from './api.ts'

const parse = (query: unknown) => v.safeParse(imagesQuerySchema, query)

describe('the query of GET /api/images', () => {
  test('takes one region, several, or all', () => {
    expect(parse({ region: 'cn-hangzhou' }).output).toMatchObject({ region: ['cn-hangzhou'] })
    expect(parse({ region: 'cn-hangzhou,us-west-1' }).output).toMatchObject({
      region: ['cn-hangzhou', 'us-west-1'],
    })
    expect(parse({ region: 'all' }).output).toMatchObject({ region: 'all' })
  })

  test.each([
    ['no region', {}],
    ['an empty region', { region: '' }],
    ['a region twice', { region: 'a,a' }],
    ['an unknown parameter', { region: 'a', Action: 'DeleteInstance' }],
    ['an unknown type', { region: 'a', type: 'App' }],
    ['51 image IDs', { region: 'a', ids: Array.from({ length: 51 }, (_, i) => `m-${i}`).join() }],
    ['a pattern', { region: 'a', q: ' /(a+)+$/ ' }],
    ['an image ID with a line break', { region: 'a', ids: 'm-1\nrm' }],
  ])('refuses %s', (_, query) => {
    expect(parse(query).success).toBe(false)
  })
})
