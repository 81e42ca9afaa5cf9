import fc from 'fast-check'
import { expect, test } from 'vitest'

import { PAGE_PATHS } from '#contract/api.ts'

import { changesUrl, compareUrl, imagesUrl, imageUrl, matchPath, signInUrl } from './routes.ts'

test('every link points to a page of this app', () => {
  expect([
    imagesUrl(),
    imagesUrl({ region: 'cn-hangzhou', type: 'app' }),
    imageUrl('cn-hangzhou', 'm-1/2%'),
    compareUrl(),
    compareUrl('cn-hangzhou', 'us-west-1'),
    changesUrl(),
    changesUrl('cn-hangzhou'),
  ]).toEqual([
    '/images',
    '/images?region=cn-hangzhou&type=app',
    '/images/cn-hangzhou/m-1%2F2%25',
    '/compare',
    '/compare?a=cn-hangzhou&b=us-west-1',
    '/changes',
    '/changes?region=cn-hangzhou',
  ])
})

test('an image URL carries any region and ID', () => {
  // `.` and `..` are resolved as folders in any URL, even if encoded.
  const segment = fc.string({ minLength: 1 }).filter((text) => text !== '.' && text !== '..')
  fc.assert(
    fc.property(segment, segment, (regionId, imageId) => {
      const url = new URL(imageUrl(regionId, imageId), 'http://127.0.0.1:3000')
      expect([url.search, url.hash]).toEqual(['', ''])
      expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'images', regionId, imageId])
    }),
  )
})

test('sign-in returns to the page it was opened from', () => {
  expect(signInUrl({ pathname: '/images', search: '?region=cn-hangzhou&q=a%26b' })).toBe(
    '/sign-in?to=%2Fimages%3Fregion%3Dcn-hangzhou%26q%3Da%2526b',
  )
})

test('sign-in returns to the start page if the address is too long to carry', () => {
  expect(signInUrl({ pathname: '/lookup', search: `?ids=${'a'.repeat(2000)}` })).toBe('/sign-in')
})

test.each([
  ['m-a%25zz', 'm-a%zz'],
  ['m-a%2541zz', 'm-a%41zz'],
  ['m-1%2F2', 'm-1/2'],
  ['%E4%B8%AD%25', '中%'],
])('the image ID %s in an address is decoded once', (segment, imageId) => {
  expect(matchPath(PAGE_PATHS.image, `/images/cn-hangzhou/${segment}`)).toEqual({
    regionId: 'cn-hangzhou',
    imageId,
  })
  expect(matchPath(PAGE_PATHS.imageById, `/images/${segment}`)).toEqual({ regionId: '', imageId })
})

test('the image page reads the same IDs its URL was made from', () => {
  const segment = fc.string({ minLength: 1 })
  fc.assert(
    fc.property(segment, segment, (regionId, imageId) => {
      expect(matchPath(PAGE_PATHS.image, imageUrl(regionId, imageId))).toEqual({ regionId, imageId })
    }),
  )
})

test.each(['/images', '/images/', '/images/a/b/c', '/images/cn-hangzhou/%zz', '/images//m-1'])(
  '%s is not an image page',
  (pathname) => {
    expect(matchPath(PAGE_PATHS.image, pathname)).toBeUndefined()
  },
)
