import { expect, test } from 'vitest'

import {
  DRAIN_GRACE_MS,
  FIRST_READ_MS,
  PAGE_REQUEST_MS,
  QUOTA_WAIT_MS,
  SERVER_IDLE_MS,
  UPSTREAM_CALL_MS,
} from './timeouts.ts'

test('every deadline is longer than the ones it has to outlast', () => {
  const timeouts = [
    QUOTA_WAIT_MS,
    UPSTREAM_CALL_MS,
    FIRST_READ_MS,
    DRAIN_GRACE_MS,
    SERVER_IDLE_MS,
    PAGE_REQUEST_MS,
  ]
  expect(timeouts).toEqual([3_000, 10_000, 11_000, 11_500, 15_000, 30_000])
  expect(timeouts).toEqual(timeouts.toSorted((a, b) => a - b))
  expect(new Set(timeouts).size).toBe(timeouts.length)
})
