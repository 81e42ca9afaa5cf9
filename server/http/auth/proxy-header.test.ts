import { expect, test } from 'vitest'

import { fakeHead } from '../../testing/fake-head.ts'
import { createProxyIdentity, type TrustedProxy } from './proxy-header.ts'

const SECRET = 'proxy-secret-0123456789-0123456789'
const USER = 'x-forwarded-user'
const AS_PROXY = { 'x-proxy-secret': [SECRET] }

function proxyIdentity(options: Partial<TrustedProxy> = {}) {
  const spoofs: object[] = []
  const identify = createProxyIdentity({
    isDeclared: (peer) => peer === '10.0.0.2',
    secret: SECRET,
    identityHeader: 'X-Forwarded-User',
    groupsHeader: 'X-Forwarded-Groups',
    allowed: { users: ['anna'], groups: ['ops'] },
    onSpoof: (spoof) => spoofs.push(spoof),
    ...options,
  })
  const ask = (headers: Record<string, readonly string[]>, peer = '10.0.0.2') => {
    const identified = identify(fakeHead(headers, { peer }))
    return identified.ok ? identified.identity.name : identified.refusal.failure.code
  }
  return { ask, spoofs }
}

test('an allowed user is identified by the proxy’s header', () => {
  expect(proxyIdentity().ask({ ...AS_PROXY, [USER]: ['anna'] })).toBe('anna')
})

test('a user is allowed by a group', () => {
  const { ask } = proxyIdentity()
  expect(ask({ ...AS_PROXY, [USER]: ['ben'], 'x-forwarded-groups': ['staff, ops'] })).toBe('ben')
  expect(ask({ ...AS_PROXY, [USER]: ['ben'], 'x-forwarded-groups': ['staff'] })).toBe('FORBIDDEN')
  expect(ask({ ...AS_PROXY, [USER]: ['ben'] })).toBe('FORBIDDEN')
  expect(proxyIdentity({ groupsHeader: null }).ask({ ...AS_PROXY, [USER]: ['ben'] })).toBe('FORBIDDEN')
})

test.each<[string, Record<string, readonly string[]>, string]>([
  ['a caller from another address', { ...AS_PROXY, [USER]: ['anna'] }, '10.0.0.3'],
  ['a caller whose connection is closed', { ...AS_PROXY, [USER]: ['anna'] }, ''],
  ['no secret', { [USER]: ['anna'] }, '10.0.0.2'],
  ['another secret', { 'x-proxy-secret': ['x'], [USER]: ['anna'] }, '10.0.0.2'],
  ['the secret twice', { 'x-proxy-secret': [SECRET, SECRET], [USER]: ['anna'] }, '10.0.0.2'],
  ['two users', { ...AS_PROXY, [USER]: ['anna', 'anna'] }, '10.0.0.2'],
  ['a second spelling', { ...AS_PROXY, [USER]: ['anna'], x_forwarded_user: ['anna'] }, '10.0.0.2'],
  ['only another spelling', { ...AS_PROXY, x_forwarded_user: ['anna'] }, '10.0.0.2'],
  ['groups in two spellings', { ...AS_PROXY, [USER]: ['ben'], 'x-forwarded_groups': ['ops'] }, '10.0.0.2'],
])('%s is refused, and logged without any value', (_, headers, peer) => {
  const { ask, spoofs } = proxyIdentity()
  expect(ask(headers, peer)).toBe('UNAUTHENTICATED')
  expect(spoofs).toHaveLength(1)
  expect(JSON.stringify(spoofs)).not.toMatch(/anna|secret-0/)
})

test.each<[string, readonly string[]]>([
  ['no user', []],
  ['an empty user', ['']],
  ['a list of users', ['anna, ben']],
  ['a control character', ['anna\t\u0000']],
  ['a very long name', ['a'.repeat(257)]],
])('%s is unauthenticated', (_, values) => {
  const headers = values.length === 0 ? {} : { [USER]: values }
  expect(proxyIdentity({ allowed: { users: ['*'], groups: [] } }).ask({ ...AS_PROXY, ...headers })).toBe(
    'UNAUTHENTICATED',
  )
})

test('other forwarded headers are ignored', () => {
  const { ask, spoofs } = proxyIdentity()
  const others = { 'x-forwarded-host': ['ok'], 'x-forwarded-for': ['127.0.0.1'] }
  expect([ask({ ...AS_PROXY, ...others }), ask(others, '10.0.0.3')]).toEqual([
    'UNAUTHENTICATED',
    'UNAUTHENTICATED',
  ])
  expect(spoofs).toEqual([])
})

test('on a Unix socket no secret is needed', () => {
  const { ask } = proxyIdentity({ isDeclared: () => true, secret: null })
  expect(ask({ [USER]: ['anna'] }, '')).toBe('anna')
})
