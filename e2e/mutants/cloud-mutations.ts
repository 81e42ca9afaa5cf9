import { controlsOf } from './mutation.ts'

/** Controls of cloud calls, stored data and logs. */
export const CLOUD_MUTATIONS = [
  ...controlsOf(
    'server/swas/regions.ts',
    ['server/swas/regions.test.ts'],
    [
      ['shape of a new region', 'SHAPE.test(regionId) && ', ''],
      ['endpoint of a new region', ' && endpoint === endpointOf(regionId)', ''],
    ],
  ),
  ...controlsOf(
    'server/swas/transport.ts',
    ['server/swas/parse-response.test.ts', 'server/swas/network.test.ts', 'server/swas/connections.test.ts'],
    [
      [
        'declared size of a response',
        "if (Number(response.headers['content-length'] ?? 0) > MAX_BYTES) throw tooLarge()",
        '',
      ],
      ['actual size of a response', 'if (bytes > MAX_BYTES) throw tooLarge()', ''],
      ['encoding of a response', '{ fatal: true }', '{ fatal: false }'],
      ['certificates', 'rejectUnauthorized: true', 'rejectUnauthorized: false'],
      ['connections are reused', 'keepAlive: true', 'keepAlive: false'],
      [
        'unread responses are discarded',
        'response.destroy()\n    if (statusIsConclusive',
        'if (statusIsConclusive',
      ],
      ['conclusive statuses', 'if (statusIsConclusive(status) && !signal.aborted)', 'if (false)'],
    ],
  ),
  ...controlsOf(
    'server/swas/parse-response.ts',
    ['server/swas/parse-response.test.ts', 'server/swas/failures.test.ts', 'server/swas/connections.test.ts'],
    [
      ['errors inside a 200', 'if (error !== undefined) return rejected(error, context)', ''],
      ['no redirects', 'status >= 300 && status < 400', 'false'],
      ['nesting depth of a response', 'if (isTooDeep(response.body))', 'if (false)'],
      [
        'request IDs from headers',
        "typeof requestId === 'string' && UUID.test(requestId)",
        "typeof requestId === 'string'",
      ],
    ],
  ),
  ...controlsOf(
    'server/swas/operations.ts',
    ['server/swas/parse-response.test.ts', 'server/swas/operations.fuzz.test.ts'],
    [
      ['characters of an image ID', '/^[!-~]{1,256}$/', '/^[^]+$/'],
      ['length of a list', 'if (list.length > MAX_ENTRIES)', 'if (false)'],
      ['a list without a readable entry', 'if (images.size === 0 && dropped > 0)', 'if (false)'],
      ['the first of two images with one ID', 'else if (!images.has(image.imageId)) images', 'else images'],
    ],
  ),
  ...controlsOf(
    'server/swas/failures.ts',
    ['server/swas/parse-response.test.ts', 'server/swas/failures.test.ts'],
    [
      ['names from the cloud', '/^[\\w.:-]{1,80}$/.test(text)', 'text.length < 9000'],
      ['valid Retry-After', 'retryAfterMs < MIN_WAIT_MS || retryAfterMs > MAX_WAIT_MS', 'false'],
    ],
  ),
  ...controlsOf(
    'server/swas/negative-cache.ts',
    ['server/swas/failures.test.ts'],
    [
      ['lasting failures are cached', 'if (LASTING.has(failure.code)) entries', 'if (false) entries'],
      [
        'cached failures expire',
        'if (expiresMs <= clock.monotonicMs()) entries',
        'if (expiresMs < 0) entries',
      ],
    ],
  ),
  ...controlsOf(
    'server/swas/call.ts',
    ['server/swas/connections.test.ts', 'server/swas/retry-policy.test.ts'],
    [
      [
        'one deadline for a whole call',
        'createDeadline(UPSTREAM_CALL_MS',
        'createDeadline(10 * UPSTREAM_CALL_MS',
      ],
      ['one deadline for quota too', 'Math.min(QUOTA_WAIT_MS, deadline.remainingMs())', 'QUOTA_WAIT_MS'],
      ['retries on new connections', "if (first.retryReason === 'transient') transport.closeIdle()", ''],
    ],
  ),
  ...controlsOf(
    'server/swas/sliding-window.ts',
    ['server/swas/rate-limiter.test.ts'],
    [
      ['a window of 60 s', 'endedMs + WINDOW_MS - clock', 'endedMs + WINDOW_MS / 2 - clock'],
      ['call limit of the sweep', 'const MAX_SWEEP_CALLS = 5', 'const MAX_SWEEP_CALLS = 9'],
      ['a call reserved for operators', 'Math.max(1, limit - 1) - ahead', 'limit - ahead'],
    ],
  ),
  ...controlsOf(
    'server/swas/rate-limiter.ts',
    ['server/swas/rate-limiter.test.ts'],
    [
      ['no calls while throttled', 'pausedUntilMs - clock.monotonicMs(), window', 'window'],
      ['operators wait in order', "freeInMs('operator', waiters.indexOf(waiter))", "freeInMs('operator', 0)"],
    ],
  ),
  ...controlsOf(
    'server/swas/retry-policy.ts',
    ['server/swas/retry-policy.test.ts', 'server/swas/client.test.ts', 'server/test/faults/single.test.ts'],
    [['a budget of retries', 'if (tenths < RETRY) return false', '']],
  ),
  ...controlsOf(
    'server/catalogue/refresh/concurrency-limit.ts',
    ['server/catalogue/refresh/concurrency-limit.test.ts', 'server/catalogue/catalogue-load.test.ts'],
    [
      ['four calls at a time', 'next === undefined || running >= max', 'next === undefined'],
      ['a slot reserved for operators', 'running < max - 1 ?', 'running < max ?'],
    ],
  ),
  ...controlsOf(
    'server/catalogue/read-through.ts',
    ['server/catalogue/catalogue-load.test.ts'],
    [['an end of waiting for a first read', 'after(FIRST_READ_MS', 'after(100 * FIRST_READ_MS']],
  ),
  ...controlsOf(
    'server/catalogue/refresh/circuit-breaker.ts',
    ['server/catalogue/catalogue-load.test.ts'],
    [
      [
        'one probe at a time in an outage',
        'const isOpen = () => failingRegions.size >= FAILURE_THRESHOLD',
        'const isOpen = () => false',
      ],
    ],
  ),
  ...controlsOf(
    'server/catalogue/read-through.ts',
    ['server/catalogue/catalogue-load.test.ts'],
    [
      [
        'no call during a cool-down',
        'if (remembered !== null && !refresher.isRefreshing(regionId)) return remembered',
        'void remembered',
      ],
    ],
  ),
  ...controlsOf(
    'server/catalogue/region-cache.ts',
    ['server/catalogue/catalogue-load.test.ts', 'server/catalogue/catalogue.test.ts'],
    [['an empty list counts for a minute', 'return Math.min(freshMs, EMPTY_FRESH_MS)', 'return freshMs']],
  ),
  ...controlsOf(
    'server/catalogue/suspicious-listing.ts',
    [
      'server/catalogue/catalogue.test.ts',
      'server/catalogue/changes.test.ts',
      'server/catalogue/monotonic-reads.test.ts',
    ],
    [
      ['doubt about lists that lost half', 'missing.size * 2 > known.length ||', ''],
      ['doubt about lists with dropped entries', '(missing.size > 0 && listing.dropped > 0)', 'false'],
    ],
  ),
  ...controlsOf(
    'server/contract/csv.ts',
    ['server/contract/csv.test.ts'],
    [['no formulas', '/^[=+\\-@\\t\\r\\n＝＋－＠]/.test(text)', 'text.length > 9000']],
  ),
  ...controlsOf(
    'server/telemetry/redact.ts',
    ['server/telemetry/logger.test.ts'],
    [
      [
        'secrets by value',
        "redacted = redacted.replaceAll(spelling, '[redacted]')",
        'redacted = redacted.slice(0)',
      ],
      [
        'secrets by pattern',
        'redacted = redacted.replaceAll(pattern, replacement)',
        'redacted = redacted.slice(0)',
      ],
      ['encoded secrets', ', encodeURIComponent(secret)]', ']'],
      [
        'secrets in base64',
        "return [...plain, base64, base64.replace(/=+$/, ''), bytes.toString('base64url')]",
        'return plain',
      ],
      ['renewed keys', 'renewals.push(spellingsOf(more))', ''],
    ],
  ),
  ...controlsOf(
    'server/telemetry/logger.ts',
    ['server/telemetry/logger.test.ts'],
    [['unsafe characters', 'bounded(printable(redactor.redact(line)))', 'bounded(redactor.redact(line))']],
  ),
]
