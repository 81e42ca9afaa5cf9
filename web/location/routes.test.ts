import { expect, test } from 'vitest'

import { changesUrl, compareUrl, imagesUrl, imageUrl } from './routes.ts'

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
