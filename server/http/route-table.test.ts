import { describe, expect, test } from 'vitest'

import { createRouteTable } from './route-table.ts'

const findResource = createRouteTable({ assetPaths: ['/assets/index-abc.js'] })

test.each([
  ['/', 'page'],
  ['/images/cn-hangzhou/m-1', 'page'],
  ['/images/cn-hangzhou/a%20b', 'page'],
  ['/api/images', 'api'],
  ['/api/images/cn-hangzhou/m-1', 'api'],
  ['/assets/index-abc.js', 'asset'],
  ['/healthz', 'health'],
])('%s is a route: %s', (path, kind) => {
  expect(findResource(path)?.kind).toBe(kind)
})

describe('paths are compared byte for byte', () => {
  test.each([
    '//api/images',
    '/API/images',
    '/api/images/',
    '/%61pi/images',
    '/healthz/',
    '/HEALTHZ',
    '/images/cn-hangzhou/..',
    '/images/cn-hangzhou/%2e%2E',
    '/images/cn-hangzhou/%zz',
    '/images/cn-hangzhou/"m-1"',
    '/images/cn-hangzhou/',
    '/assets/INDEX-abc.js',
  ])('%s', (path) => {
    expect(findResource(path)).toBeUndefined()
  })
})
