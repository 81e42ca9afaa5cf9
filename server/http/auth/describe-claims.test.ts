import { describe, expect, test } from 'vitest'

import { describeClaims } from './oidc-client.ts'

const of = (idToken: object, userInfo: Record<string, unknown> = {}) =>
  describeClaims({ idToken: { sub: 's-1', ...idToken }, userInfo }, 'groups')

describe('a user is let in by', () => {
  test.each([
    ['a verified address of the ID token', { email: 'a@example.com', email_verified: true }, {}],
    ['a verified address of the userinfo endpoint', {}, { email: 'a@example.com', email_verified: true }],
  ])('%s, and by the subject', (_, idToken, userInfo) => {
    expect(of(idToken, userInfo)).toMatchObject({
      name: 'a@example.com',
      claimed: { users: ['a@example.com', 's-1'] },
    })
  })

  test.each([
    ['is not verified', { email: 'boss@example.com', email_verified: false }, {}],
    ['is said to be so in a text', { email: 'boss@example.com', email_verified: 'true' }, {}],
    ['nobody calls verified', { email: 'boss@example.com' }, {}],
    [
      'is in one place, and verified in the other',
      { email: 'boss@example.com' },
      { email: 'me@example.com', email_verified: true },
    ],
    ['is verified in the token that names none', { email_verified: true }, { email: 'boss@example.com' }],
  ])('the subject alone, where an address %s', (_, idToken, userInfo) => {
    expect(of(idToken, userInfo)).toMatchObject({ name: 's-1', claimed: { users: ['s-1'] } })
  })

  test('the groups of the ID token, or else of the userinfo endpoint', () => {
    expect(of({ groups: ['a'] }, { groups: ['b'] }).claimed.groups).toEqual(['a'])
    expect(of({}, { groups: ['b'] }).claimed.groups).toEqual(['b'])
    expect(of({ groups: 'admins' }).claimed.groups).toEqual([])
  })

  test('never the subject of the userinfo endpoint, or a name of choice', () => {
    expect(of({ preferred_username: 'boss' }, { sub: 'boss', name: 'boss' }).claimed.users).toEqual(['s-1'])
  })
})
