import { expect, test } from 'vitest'

import { normalizePeer, parseRanges } from './ip-ranges.ts'

test.each([
  ['10.1.2.0/24', '10.1.2.3', true],
  ['10.1.2.0/24', '10.1.3.3', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['10.1.2.3', '10.1.2.4', false],
  ['10.0.0.0/8, fd00::/8', 'fd12::1', true],
  ['fd00::/8', 'fe00::1', false],
  ['fd00::/8', '10.1.2.3', false],
  ['127.0.0.1/32', '', false],
  ['127.0.0.1/32', 'unix', false],
  ['127.0.0.1/32', '127.0.0.1, 10.0.0.1', false],
])('%s contains "%s": %s', (networks, peer, expected) => {
  const parsed = parseRanges(networks)
  expect('isDeclared' in parsed && parsed.isDeclared(peer)).toBe(expected)
})

test.each([
  '0.0.0.0/0',
  '::/0',
  '0.0.0.0/1',
  '128.0.0.0/1,0.0.0.0/1',
  '10.0.0.0/7',
  '2000::/3',
  '10.0.0.1/24, 0.0.0.0/0',
])('%s is rejected, because it would trust too many peers', (networks) => {
  const parsed = parseRanges(networks)
  expect('problem' in parsed && parsed.problem).toContain('large part')
})

test.each(['', '*', 'proxy', '10.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.1/8x', '1.2.3.4,'])(
  '"%s" is not a network',
  (networks) => {
    expect(parseRanges(networks)).toHaveProperty('problem')
  },
)

test.each([
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::FFFF:10.0.0.1', '10.0.0.1'],
  ['10.0.0.1', '10.0.0.1'],
  ['::1', '::1'],
  [undefined, ''],
])('%s is the peer "%s"', (address, expected) => {
  expect(normalizePeer(address)).toBe(expected)
})
