import { expect, test } from 'vitest'

import { resolveLoopback } from './loopback-host.ts'

const resolving = (...addresses: string[]) =>
  resolveLoopback('a-name', async () => addresses.map((address) => ({ address })))

test('a name of loopback addresses is listened on at the first', async () => {
  expect(await resolving('127.0.0.1', '::1')).toBe('127.0.0.1')
})

test.each([[['192.0.2.1']], [['127.0.0.1', '192.0.2.1']], [['::ffff:192.0.2.1']], [['fe80::1']]])(
  'a name that leads anywhere else is refused: %j',
  async (addresses) => {
    await expect(resolving(...addresses)).rejects.toThrow(/needs sign-in/)
  },
)

test('a name that leads nowhere is refused', async () => {
  await expect(resolving()).rejects.toThrow(/no address/)
  await expect(resolveLoopback('x', () => Promise.reject(new Error('ENOTFOUND')))).rejects.toThrow(
    /no address/,
  )
})
