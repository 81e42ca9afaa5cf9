import fc from 'fast-check'
import { expect, test } from 'vitest'

import { changesUrl, compareUrl, imagesUrl, imageUrl, signInUrl } from './routes.ts'

test('every link is a path of this page', () => {
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

test('the link of an image says its region and ID, whatever these are', () => {
  // A segment of dots means a folder in every address, however it is written.
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
