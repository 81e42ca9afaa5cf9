import { expect, test } from 'vitest'

import { isAllowed } from './allow-list.ts'

const LIST = { users: ['anna@example.com'], groups: ['ops', 'admins of web'] }

test.each([
  ['a listed name', LIST, ['anna@example.com'], [], true],
  ['one of several groups', LIST, ['ben'], ['staff', 'ops'], true],
  ['a group with spaces', LIST, [], ['admins of web'], true],
  ['another case', LIST, ['Anna@example.com'], ['OPS'], false],
  ['a part of a name', LIST, ['anna'], ['op'], false],
  ['a user named like a group', LIST, ['ops'], [], false],
  ['a group named like a user', LIST, [], ['anna@example.com'], false],
  ['nothing', LIST, [], [], false],
  ['any user, if everyone is allowed', { users: ['*'], groups: [] }, ['ben'], [], true],
  ['a user named *', LIST, ['*'], ['*'], false],
  ['any user, if the list is empty', { users: [], groups: [] }, ['ben'], ['ops'], false],
])('%s', (_, list, users, groups, expected) => {
  expect(isAllowed(list, { users, groups })).toBe(expected)
})
