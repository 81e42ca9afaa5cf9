import { expect, test } from 'vitest'

import { type Command, findCommands } from './use-commands.ts'

const command = (id: string, label: string, keywords = ''): Command => ({
  id,
  kind: 'region',
  label,
  keywords,
  run: () => undefined,
})
const COMMANDS = [
  command('a', 'China (Hangzhou)', 'cn-hangzhou 华东1（杭州）'),
  command('b', 'Singapore', 'ap-southeast-1 新加坡'),
]

test.each([
  ['杭州', ['a']],
  ['HANGZHOU', ['a']],
  ['ｃｎ－hang', ['a']],
  ['singa ap-', ['b']],
  ['', ['a', 'b']],
  ['nowhere', []],
])('%s finds %j', (query, ids) => {
  expect(findCommands(COMMANDS, query).map(({ id }) => id)).toEqual(ids)
})

test('shows at most 50 commands', () => {
  const many = Array.from({ length: 80 }, (_, index) => command(String(index), `image ${index}`))
  expect(findCommands(many, 'image')).toHaveLength(50)
})
