import { describe, expect, test } from 'vitest'

import { describeClaims } from './oidc-client.ts'

const of = (idToken: object, userInfo: Record<string, unknown> = {}) =>
  describeClaims({ idToken: { sub: 's-1', ...idToken }, userInfo }, 'groups')

describe('a user is identified by', () => {
  test.each([
    ['a verified address of the ID token', { email: 'a@example.com', email_verified: true }, {}],
    ['a verified address of the userinfo endpoint', {}, { email: 'a@example.com', email_verified: true }],
  ])('%s, and the subject', (_, idToken, userInfo) => {
    expect(of(idToken, userInfo)).toMatchObject({
      name: 'a@example.com',
      claimed: { users: ['a@example.com', 's-1'] },
    })
  })

  test.each([
    ['is not verified', { email: 'boss@example.com', email_verified: false }, {}],
    ['is verified only as a string', { email: 'boss@example.com', email_verified: 'true' }, {}],
    ['has no verified claim', { email: 'boss@example.com' }, {}],
    [
      'is in the ID token, and another is verified at the userinfo endpoint',
      { email: 'boss@example.com' },
      { email: 'me@example.com', email_verified: true },
    ],
    [
      'is at the userinfo endpoint, and verified only in the ID token',
      { email_verified: true },
      { email: 'boss@example.com' },
    ],
  ])('only the subject, if an address %s', (_, idToken, userInfo) => {
    expect(of(idToken, userInfo)).toMatchObject({ name: 's-1', claimed: { users: ['s-1'] } })
  })

  test('the groups of the ID token, or else those of the userinfo endpoint', () => {
    expect(of({ groups: ['a'] }, { groups: ['b'] }).claimed.groups).toEqual(['a'])
    expect(of({}, { groups: ['b'] }).claimed.groups).toEqual(['b'])
    expect(of({ groups: 'admins' }).claimed.groups).toEqual([])
  })

  test('never the subject of the userinfo endpoint or a self-chosen name', () => {
    expect(of({ preferred_username: 'boss' }, { sub: 'boss', name: 'boss' }).claimed.users).toEqual(['s-1'])
  })
})
