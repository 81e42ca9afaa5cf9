import * as v from 'valibot'

import { PATHS } from '#contract/api.ts'

import { browserClient, type Client } from './client.ts'
import { unwrap } from './errors.ts'

/** @throws ApiError if our server does not answer. */
export async function checkHealth(signal?: AbortSignal, client: Client = browserClient): Promise<void> {
  unwrap(await client.request({ path: PATHS.health, answer: v.looseObject({}), signal }))
}

/** The path of this built file. Its name contains a hash, so any other build has another one. */
const OWN_FILE = new URL(import.meta.url).pathname

/** Whether our server has another build of the page, and thus lacks this one's files. */
export async function isOutdated(client: Client = browserClient): Promise<boolean> {
  const asked = await client.request({ path: OWN_FILE, answer: v.unknown(), cache: 'no-store' })
  return !asked.ok && asked.failure.code === 'NOT_FOUND'
}
