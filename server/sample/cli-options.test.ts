import { expect, test } from 'vitest'

import { parseSampleCommand, parseSampleKeys } from './cli-options.ts'

test('by default it starts on port 4010 without a quota', () => {
  expect(parseSampleCommand([])).toEqual({ kind: 'start', port: 4010, quota: null, faults: false })
})

test('--faults enables faults', () => {
  expect(parseSampleCommand(['--faults'])).toMatchObject({ kind: 'start', faults: true })
})

test('--port and --quota are parsed', () => {
  expect(parseSampleCommand(['--port', '0', '--quota=10'])).toMatchObject({
    kind: 'start',
    port: 0,
    quota: 10,
  })
  expect(parseSampleCommand(['--help'])).toEqual({ kind: 'help' })
})

test.each([
  [['--port', 'http'], /--port should be a whole number from 0 to 65535, not "http"/],
  [['--port', '65536'], /--port should be/],
  [['--quota', '0'], /--quota should be a whole number from 1/],
  [['--access-key-secret', 'x'], /--access-key-secret/],
  [['4010'], /4010/],
])('%j is refused with the reason', (args, reason) => {
  expect(() => parseSampleCommand(args)).toThrow(reason)
})

test('the key pair in the environment must be complete', () => {
  const pair = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' }
  expect(parseSampleKeys({})).toBeNull()
  expect(parseSampleKeys(pair)).toEqual({ accessKeyId: 'id', accessKeySecret: 'secret' })
  expect(parseSampleKeys({ ...pair, ALIBABA_CLOUD_SECURITY_TOKEN: 'token' })).toMatchObject({
    securityToken: 'token',
  })
  expect(() => parseSampleKeys({ ...pair, ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' })).toThrow(
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set',
  )
})
