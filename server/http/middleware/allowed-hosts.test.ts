import { describe, expect, test } from 'vitest'

import { fakeHead } from '../../testing/fake-head.ts'
import { checkHost, formatAuthority, isLoopbackAddress, ownHosts } from './allowed-hosts.ts'

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', false],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost', false],
  ['', false],
])('only this machine can reach %s: %s', (address, expected) => {
  expect(isLoopbackAddress(address)).toBe(expected)
})

describe('a server on 127.0.0.1:8080', () => {
  const own = ownHosts('127.0.0.1', 8080)

  test.each(['127.0.0.1:8080', 'localhost:8080', 'LOCALHOST:8080'])('is %s', (host) => {
    expect(checkHost(fakeHead({ host: [host] }), own)).toBeUndefined()
  })

  test.each([
    '127.0.0.1',
    'localhost',
    '[::1]:8080',
    'localhost:80800',
    'localhost:08080',
    'localhost.:8080',
    '',
  ])('is not %s', (host) => {
    expect(checkHost(fakeHead({ host: [host] }), own)?.failure.code).toBe('MISDIRECTED')
  })
})

test('a server on [::1] is not 127.0.0.1', () => {
  expect(ownHosts('::1', 8080)).toEqual(new Set(['[::1]:8080', 'localhost:8080']))
})

test('on port 80 the port may be omitted, as in browsers', () => {
  expect(ownHosts('127.0.0.1', 80)).toEqual(
    new Set(['127.0.0.1:80', 'localhost:80', '127.0.0.1', 'localhost']),
  )
})

test('a server that others can reach accepts no Host by default', () => {
  expect(ownHosts('0.0.0.0', 8080).size).toBe(0)
})

test('an IPv6 address is written in brackets', () => {
  expect(formatAuthority('::1', 80)).toBe('[::1]:80')
})
