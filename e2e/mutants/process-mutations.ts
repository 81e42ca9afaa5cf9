import { controlsOf } from './mutation.ts'

/** Controls of the process and of stored data. */
export const PROCESS_MUTATIONS = [
  ...controlsOf(
    'server/process/permissions.ts',
    ['server/process/permissions.test.ts'],
    [
      ['the permission model', "'--permission',", ''],
      [
        'no child processes',
        "...(profile.startsProcess ? ['--allow-child-process'] : []),",
        "'--allow-child-process',",
      ],
    ],
  ),
  ...controlsOf(
    'server/main.ts',
    ['server/test/secret-env.test.ts'],
    [['keys leave the environment', 'delete process.env[name]', 'void process.env[name]']],
  ),
  ...controlsOf(
    'server/start.ts',
    ['server/test/secret-env.test.ts'],
    [['no keys for the build tools', 'delete env[name]', 'void env[name]']],
  ),
  ...controlsOf(
    'server/config/account-id.ts',
    ['server/config/account-id.test.ts'],
    [['stored data belongs to a role', 'return ecsRole()', "return ''"]],
  ),
  ...controlsOf(
    'server/catalogue/live-lookup.ts',
    ['server/catalogue/live-lookup.test.ts'],
    [
      ['no lookup that would take hours', 'if (calls > MAX_LIVE_CALLS) return refuse(calls)', ''],
      ['limit of concurrent live lookups', 'const MAX_LIVE_LOOKUPS = 4', 'const MAX_LIVE_LOOKUPS = 4000'],
    ],
  ),
  ...controlsOf(
    'server/swas/rate-limiter.ts',
    ['server/swas/rate-limiter.test.ts'],
    [['a pause outlives the process', 'history.pauseUntil(operation, clock.wallMs() + delayMs)', '']],
  ),
  ...controlsOf(
    'server/http/auth/oidc-client.ts',
    ['server/http/auth/describe-claims.test.ts'],
    [
      [
        'verified email address',
        "const source = 'email' in idToken ? idToken : userInfo",
        'const source = { ...userInfo, ...idToken }',
      ],
    ],
  ),
]
