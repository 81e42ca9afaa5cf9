import * as v from 'valibot'

import { CONSOLE_HEADER } from '#contract/api.ts'
import { problemSchema } from '#contract/failures.ts'
import { LAUNCH_TOKEN_HEADER } from '#contract/session.ts'
import { PAGE_REQUEST_MS } from '#contract/timeouts.ts'

import { syncServerClock } from '../lib/server-clock.ts'
import type { ApiFailure, ApiOutcome, PageFailureCode } from './errors.ts'
import { readLaunchToken } from './launch-token.ts'

/** A stream stays silent while the server waits for quota, which can take a minute. */
const MAX_SILENCE_MS = 90_000

/** The browser APIs that the client uses. */
export type ClientWorld = {
  fetch: (path: string, init: RequestInit) => Promise<Response>
  isOnline: () => boolean
  /** The token from the address the server printed, or null. */
  launchToken: () => string | null
  /** Returns a signal that aborts after `ms` milliseconds. */
  timeout: (ms: number) => AbortSignal
}

/** One call to our API. */
export type Call<TSchema extends v.GenericSchema> = {
  /** Path and query, on the page's own origin. */
  path: string
  answer: TSchema
  method?: 'GET' | 'POST'
  /** Sent as JSON. */
  body?: unknown
  /** Defaults to `default`: the browser may answer from its HTTP cache. */
  cache?: RequestCache
  signal?: AbortSignal | undefined
}

export type Client = ReturnType<typeof createClient>

/** The only code in the page that uses the network. Failures are returned; only an abort by the caller throws. */
export function createClient(world: ClientWorld) {
  return {
    async request<TSchema extends v.GenericSchema>(
      call: Call<TSchema>,
    ): Promise<ApiOutcome<v.InferOutput<TSchema>>> {
      const sent = await send(world, call)
      if (!sent.ok) return sent
      try {
        return parseAnswer(call.answer, await sent.value.json())
      } catch (error) {
        call.signal?.throwIfAborted()
        return error instanceof SyntaxError
          ? { ok: false, failure: pageFailure('BAD_ANSWER', 'The answer is not JSON.') }
          : networkFailure(world, error)
      }
    },

    /** Sends a call that answers with a stream of JSON lines, and yields each line as it arrives. */
    async *lines<TSchema extends v.GenericSchema>(
      call: Call<TSchema>,
    ): AsyncGenerator<ApiOutcome<v.InferOutput<TSchema>>, void> {
      const silence = watchSilence(world)
      const sent = await send(world, call, silence.signal)
      if (!sent.ok) {
        yield sent
        return
      }
      try {
        silence.restart(MAX_SILENCE_MS)
        for await (const line of readLines(sent.value)) {
          silence.restart(MAX_SILENCE_MS)
          const parsed: unknown = JSON.parse(line)
          yield parseAnswer(call.answer, parsed)
        }
      } catch (error) {
        call.signal?.throwIfAborted()
        yield networkFailure(world, error)
      }
    },
  }
}

async function send(
  world: ClientWorld,
  call: Call<v.GenericSchema>,
  deadline = world.timeout(PAGE_REQUEST_MS),
): Promise<ApiOutcome<Response>> {
  try {
    const response = await world.fetch(call.path, {
      method: call.method ?? 'GET',
      headers: headersOf(call, world.launchToken()),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      cache: call.cache ?? 'default',
      signal: call.signal === undefined ? deadline : AbortSignal.any([call.signal, deadline]),
    })
    // The service worker caches the page's files, whose dates may be old, but never API responses.
    if (call.path.startsWith('/api/')) syncServerClock(response.headers.get('date'))
    return response.ok ? { ok: true, value: response } : { ok: false, failure: await readProblem(response) }
  } catch (error) {
    call.signal?.throwIfAborted()
    return networkFailure(world, error)
  }
}

function headersOf({ body }: Call<v.GenericSchema>, launchToken: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    [CONSOLE_HEADER.name]: CONSOLE_HEADER.value,
    ...(launchToken !== null && { [LAUNCH_TOKEN_HEADER]: launchToken }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
}

/** Aborts a stream that has been silent for too long. Each `restart(ms)` restarts the timeout. */
function watchSilence(world: ClientWorld) {
  const controller = new AbortController()
  let last: AbortSignal | undefined
  const restart = (ms: number) => {
    const deadline = world.timeout(ms)
    last = deadline
    deadline.addEventListener('abort', () => {
      if (last === deadline) controller.abort(deadline.reason)
    })
  }
  restart(PAGE_REQUEST_MS)
  return { signal: controller.signal, restart }
}

async function* readLines(response: Response): AsyncGenerator<string, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const chunk = await reader?.read()
      if (chunk === undefined || chunk.done) break
      const lines = (rest + chunk.value).split('\n')
      rest = lines.pop() ?? ''
      yield* lines.filter((line) => line !== '')
    }
    if (rest !== '') yield rest
  } finally {
    await reader?.cancel()
  }
}

function parseAnswer<TSchema extends v.GenericSchema>(
  schema: TSchema,
  body: unknown,
): ApiOutcome<v.InferOutput<TSchema>> {
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return { ok: true, value: parsed.output }
  const [issue] = parsed.issues
  const where = v.getDotPath(issue) ?? 'the answer'
  return { ok: false, failure: pageFailure('BAD_ANSWER', `${where}: ${issue.message}`) }
}

async function readProblem(response: Response): Promise<ApiFailure> {
  try {
    return v.parse(problemSchema, await response.json())
  } catch {
    // The response may come from a proxy in between, or from another program on this port.
    return pageFailure('BAD_ANSWER', `HTTP ${response.status}`)
  }
}

function networkFailure(world: ClientWorld, error: unknown): { ok: false; failure: ApiFailure } {
  const detail = error instanceof Error ? error.message : String(error)
  // The server may run on this machine and answer without a network, so only a failed call means offline.
  return { ok: false, failure: pageFailure(world.isOnline() ? 'BACKEND_UNREACHABLE' : 'OFFLINE', detail) }
}

function pageFailure(code: PageFailureCode, detail: string): ApiFailure {
  return { code, detail, retryable: true, retryAfterMs: null, upstream: null }
}

export const browserClient = createClient({
  fetch: (path, init) => fetch(path, init),
  isOnline: () => navigator.onLine,
  launchToken: () => readLaunchToken(sessionStorage),
  timeout: (ms) => AbortSignal.timeout(ms),
})
