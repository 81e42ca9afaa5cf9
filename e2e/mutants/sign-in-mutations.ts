import { controlsOf } from './mutation.ts'

/** Controls of sign-in and network exposure. */
export const SIGN_IN_MUTATIONS = [
  ...controlsOf(
    'server/http/auth/secret.ts',
    ['server/http/auth/secret.test.ts'],
    [['no duplicate token headers', 'values?.length === 1 ?', 'values !== undefined ?']],
  ),
  ...controlsOf(
    'server/http/auth/login-throttle.ts',
    ['server/http/auth/login-throttle.test.ts'],
    [
      ['failed sign-ins of a peer', 'export const MAX_ATTEMPTS = 5', 'export const MAX_ATTEMPTS = 5000'],
      [
        'one peer per IPv6 network',
        'if (!isIPv6(peer)) return peer',
        'if (isIPv6(peer) || peer !== "") return peer',
      ],
    ],
  ),
  ...controlsOf(
    'server/http/auth/token-routes.ts',
    ['server/http/auth/sign-in.test.ts'],
    [['guesses of programs', 'if (waitMs > 0) return tooManyAttempts(waitMs)', '']],
  ),
  ...controlsOf(
    'server/http/auth/cookies.ts',
    ['server/http/auth/cookies.test.ts'],
    [
      ['cookies out of reach of scripts', 'HttpOnly; ', ''],
      ['cookies over TLS only', 'Secure; ', ''],
      ['no duplicate cookies', 'values.length === 1 &&', 'values.length > 0 &&'],
    ],
  ),
  ...controlsOf(
    'server/http/auth/sessions.ts',
    ['server/http/auth/sessions.test.ts'],
    [
      ['idle sessions end', 'now() - found.usedAt >= SESSION_IDLE_MS', 'false'],
      ['long sessions end', 'now() - found.startedAt >= SESSION_LONGEST_MS', 'false'],
    ],
  ),
  ...controlsOf(
    'server/http/auth/encrypted-state.ts',
    ['server/http/auth/encrypted-state.test.ts'],
    [['sign-ins under way end', 'flow.endsAt > now() ? flow : undefined', 'flow']],
  ),
  ...controlsOf(
    'server/http/auth/proxy-header.ts',
    ['server/http/auth/proxy-header.test.ts'],
    [
      ['the declared peer', '!proxy.isDeclared(head.peer) || ', ''],
      ["the proxy's secret", '(isSecret !== undefined && !isSecret(given))', 'false'],
      ['second spellings of a header', 'if (isAmbiguous(head, ownNames)) return refuseSpoof(head)', ''],
    ],
  ),
  ...controlsOf(
    'server/http/auth/allow-list.ts',
    ['server/http/auth/allow-list.test.ts'],
    [
      [
        'allowed groups',
        'claimed.groups.some((group) => groups.includes(group))',
        'claimed.groups.length > 0',
      ],
    ],
  ),
  ...controlsOf(
    'server/config/secrets.ts',
    ['server/config/secrets.test.ts'],
    [
      ['private key files', '(mode & 0o077) === 0 ||', 'mode >= 0 ||'],
      ['short secrets', 'text.length < MIN_SECRET_LENGTH ||', ''],
    ],
  ),
]
