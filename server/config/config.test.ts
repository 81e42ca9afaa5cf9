import { describe, expect, test } from 'vitest'

import { parseConfig } from './config.ts'
import type { Environment } from './env-reader.ts'
import { ConfigError } from './errors.ts'

const NO_PROFILE = { hasProfile: false, addresses: ['127.0.0.1'] }
const LOOPBACK = {
  auth: { mode: 'none', launchToken: false },
  transport: { kind: 'plain' },
  allowedHosts: [],
  socketPath: null,
}
const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret' }

function problemsOf(env: Environment): readonly string[] {
  try {
    parseConfig(env, NO_PROFILE)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('an empty environment serves the sample on loopback', () => {
  expect(parseConfig({}, NO_PROFILE)).toEqual({
    address: '127.0.0.1',
    port: 8080,
    access: LOOPBACK,
    credentials: { kind: 'sample' },
    account: null,
    endpoint: null,
    callsPerMinute: 600,
    freshMs: 3_600_000,
    regionsFreshMs: 86_400_000,
    dataDir: '.data',
    sweep: true,
    retentionDays: 365,
    notices: [],
  })
})

test('every variable is read', () => {
  const env = {
    ...KEYS,
    HOST: '[::1]',
    PORT: '0',
    ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
    SWAS_ACCOUNT: 'team',
    SWAS_ENDPOINT: 'http://localhost:4010/',
    SWAS_CALLS_PER_MINUTE: '5',
    SWAS_FRESH_SECONDS: '60',
    SWAS_REGIONS_FRESH_SECONDS: '120',
    DATA_DIR: '/srv/data',
    SWAS_SWEEP: 'off',
    SWAS_RETENTION_DAYS: '30',
  }
  expect(parseConfig(env, { hasProfile: false, addresses: ['::1'] })).toEqual({
    address: '::1',
    port: 0,
    access: LOOPBACK,
    credentials: {
      kind: 'fixed',
      credentials: { accessKeyId: 'LTAI-id', accessKeySecret: 'canary-secret', securityToken: 'token' },
    },
    account: 'team',
    endpoint: 'http://localhost:4010',
    callsPerMinute: 5,
    freshMs: 60_000,
    regionsFreshMs: 120_000,
    dataDir: '/srv/data',
    sweep: false,
    retentionDays: 30,
    notices: [],
  })
})

describe('the credential source', () => {
  test.each<[string, Environment, boolean, object]>([
    ['keys in the environment come first', KEYS, true, { kind: 'fixed' }],
    ['then a profile', {}, true, { kind: 'profile', profile: null }],
    ['a named profile', { ALIBABA_CLOUD_PROFILE: 'ops' }, true, { kind: 'profile', profile: 'ops' }],
    ['then the sample', {}, false, { kind: 'sample' }],
    [
      'SWAS_CREDENTIALS=sample wins over keys',
      { ...KEYS, SWAS_CREDENTIALS: 'sample' },
      true,
      { kind: 'sample' },
    ],
    ['a RAM role only if configured', { SWAS_CREDENTIALS: 'ram-role' }, true, { kind: 'ram-role' }],
  ])('%s', (_, env, hasProfile, expected) => {
    expect(parseConfig(env, { ...NO_PROFILE, hasProfile }).credentials).toMatchObject(expected)
  })

  test('a live source leaves one call a minute to other users of the account', () => {
    expect(parseConfig(KEYS, NO_PROFILE).callsPerMinute).toBe(9)
  })

  test('white space around a pasted secret is removed and reported', () => {
    const config = parseConfig({ ...KEYS, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret\n' }, NO_PROFILE)
    expect(config.credentials).toMatchObject({ credentials: { accessKeySecret: 'canary-secret' } })
    expect(config.notices).toEqual([
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET had white space around it, which was removed.',
    ])
  })

  test('a misspelt variable is reported', () => {
    expect(parseConfig({ SWAS_SWEAP: 'off' }, NO_PROFILE).notices).toEqual([
      'SWAS_SWEAP is not a variable of this server and is ignored.',
    ])
  })
})

describe('a problem is reported, never worked around', () => {
  test.each<[string, Environment, RegExp]>([
    ['a key ID without a secret', { ALIBABA_CLOUD_ACCESS_KEY_ID: 'x' }, /ACCESS_KEY_SECRET is missing/],
    ['a secret without a key ID', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'x' }, /ACCESS_KEY_ID is missing/],
    ['a token alone', { ALIBABA_CLOUD_SECURITY_TOKEN: 'x' }, /ACCESS_KEY_ID and .*SECRET is missing/],
    ['env without keys', { SWAS_CREDENTIALS: 'env' }, /SWAS_CREDENTIALS=env needs/],
    ['oidc without its variables', { SWAS_CREDENTIALS: 'oidc' }, /needs ALIBABA_CLOUD_ROLE_ARN/],
    ['an unknown source', { SWAS_CREDENTIALS: 'magic' }, /must be one of auto, env/],
    ['a port that is not a number', { PORT: '80a' }, /PORT must be/],
    ['a port too high', { PORT: '65536' }, /PORT must be/],
    ['a quota of nothing', { SWAS_CALLS_PER_MINUTE: '0' }, /SWAS_CALLS_PER_MINUTE must be/],
    ['a negative time', { SWAS_FRESH_SECONDS: '-1' }, /SWAS_FRESH_SECONDS must be/],
    ['a sweep that is neither on nor off', { SWAS_SWEEP: 'maybe' }, /SWAS_SWEEP must be/],
    ['every interface', { HOST: '0.0.0.0' }, /That needs sign-in, TLS and names; missing: AUTH/],
    ['a private endpoint', { SWAS_ENDPOINT: 'http://10.0.0.1' }, /SWAS_ENDPOINT must be a loopback address/],
    [
      'a foreign endpoint',
      { SWAS_ENDPOINT: 'http://evil.example' },
      /SWAS_ENDPOINT must be a loopback address/,
    ],
    [
      'a disguised endpoint',
      { SWAS_ENDPOINT: 'https://127.0.0.1.evil.example' },
      /SWAS_ENDPOINT must be a loopback/,
    ],
    ['an endpoint with a user', { SWAS_ENDPOINT: 'http://127.0.0.1@evil.example' }, /must be an origin/],
    ['an endpoint with a path', { SWAS_ENDPOINT: 'http://127.0.0.1/x' }, /must be an origin/],
    ['an endpoint that is not a URL', { SWAS_ENDPOINT: 'localhost:4010' }, /must be an origin/],
    ['TLS without certificate checks', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /NODE_TLS_REJECT_UNAUTHORIZED/],
  ])('%s', (_, env, problem) => {
    expect(problemsOf(env).join('\n')).toMatch(problem)
  })

  test('every problem at once, without the secret', () => {
    const problems = problemsOf({
      PORT: 'x',
      SWAS_SWEEP: 'x',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret',
    })
    expect(problems).toHaveLength(3)
    expect(problems.join()).not.toContain('canary')
  })
})
