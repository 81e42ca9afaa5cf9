/**
 * Deadlines that depend on each other, shortest first. Each leaves room for the ones before it, so a slow request gets
 * an answer that names the cause instead of a cut connection.
 */

/** Longest an operator's call waits for the rate limiter, within its upstream deadline. */
export const QUOTA_WAIT_MS = 3_000

/** One call of Alibaba Cloud in full: credentials, rate limiter, both attempts and the pause between them. */
export const UPSTREAM_CALL_MS = 10_000

/** How long a request waits for the first read of a region: the call, and other calls that are ahead of it. */
export const FIRST_READ_MS = 11_000

/** Requests in flight get this long after a stop signal; many orchestrators kill the process after 15 s. */
export const DRAIN_GRACE_MS = 11_500

/** The server closes a connection after this long without a byte in either direction. */
export const SERVER_IDLE_MS = 15_000

/** The page gives up on a request to its own server. */
export const PAGE_REQUEST_MS = 30_000
