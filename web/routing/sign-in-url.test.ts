import { expect, test } from 'vitest'

import { signInUrl } from './sign-in-url.ts'

test('signing in leads back to the very place', () => {
  expect(signInUrl({ pathname: '/images', search: '?region=cn-hangzhou&q=a%26b' })).toBe(
    '/sign-in?to=%2Fimages%3Fregion%3Dcn-hangzhou%26q%3Da%2526b',
  )
})

test('a place with an address that is too long is left for the first page', () => {
  expect(signInUrl({ pathname: '/lookup', search: `?ids=${'a'.repeat(2000)}` })).toBe('/sign-in')
})
