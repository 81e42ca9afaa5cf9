import { expect, test } from 'vitest'

import { resolveHost } from './listen-host.ts'

const nowhere = () => Promise.reject(new Error('ENOTFOUND'))

test('a name stands for every address that it has', async () => {
  const lookup = async () => [{ address: '127.0.0.1' }, { address: '192.0.2.7' }]
  expect(await resolveHost('a-name', lookup)).toEqual(['127.0.0.1', '192.0.2.7'])
})

test('a name that leads nowhere has none', async () => {
  expect(await resolveHost('x', nowhere)).toEqual([])
})

test.each(['', '*', '0', '0.0.0.0'])('"%s" is every interface', async (host) => {
  expect(await resolveHost(host, nowhere)).toEqual(['0.0.0.0'])
})

test('so is :: in IPv6', async () => {
  expect(await resolveHost('::', nowhere)).toEqual(['::'])
})
