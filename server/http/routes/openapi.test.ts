import { expect, test } from 'vitest'

import { PATHS } from '#contract/api.ts'

import { describeApi } from './openapi.ts'

test('every route is described', () => {
  const paths = Object.values(PATHS).map((path) => path.replaceAll(/:(\w+)/g, '{$1}'))
  expect(Object.keys(describeApi('1').paths)).toEqual(paths)
})

test('an operation describes its parameters, responses and errors', () => {
  const { get } = describeApi('1').paths['/api/images'] ?? {}
  expect(get?.parameters.map(({ in: place, name, required }) => [place, name, required])).toEqual([
    ['query', 'region', true],
    ['query', 'type', false],
    ['query', 'platform', false],
    ['query', 'q', false],
    ['query', 'ids', false],
    ['query', 'state', false],
    ['query', 'live', false],
    ['query', 'format', false],
    ['header', 'X-Console', true],
  ])
  expect(get?.parameters.find(({ name }) => name === 'type')?.schema).toMatchObject({
    enum: ['system', 'app', 'custom'],
  })
  expect(Object.keys(get?.responses[200]?.content ?? {})).toEqual([
    'application/json',
    'application/x-ndjson',
    'text/csv',
  ])
  expect(Object.keys(get?.responses.default.content ?? {})).toEqual(['application/problem+json'])
})

test('a path describes its parameters, and a feed needs no header', () => {
  const { paths } = describeApi('1')
  const named = paths['/api/images/{regionId}/{imageId}']?.['get']?.parameters.filter(
    ({ in: place }) => place === 'path',
  )
  expect(named?.map(({ name }) => name)).toEqual(['regionId', 'imageId'])
  expect(paths['/api/changes.atom']?.['get']?.parameters.some(({ in: place }) => place === 'header')).toBe(
    false,
  )
})
