import * as v from 'valibot'

import { CONSOLE_HEADER } from '#contract/api.ts'
import { problemSchema } from '#contract/failures.ts'
import { LAUNCH_TOKEN_HEADER } from '#contract/session.ts'
import { PAGE_REQUEST_MS } from '#contract/timeouts.ts'

import { syncServerClock } from '../lib/server-clock.ts'
import type { ApiFailure, ApiOutcome, PageFailureCode } from './errors.ts'
import { readLaunchToken } from './launch-token.ts'

/** A stream may be silent for as long as the server waits for its quota, which is a minute. */
const LONGEST_SILENCE_MS = 90_000

/** What the client needs of the browser. */
export type ClientWorld = {
  fetch: (path: string, init: RequestInit) => Promise<Response>
  isOnline: () => boolean
  /** The token of the printed address; null where there was none. */
  launchToken: () => string | null
  /** A signal that aborts after so many milliseconds. */
  timeout: (ms: number) => AbortSignal
}

/** One call of our API. */
export type Call<TSchema extends v.GenericSchema> = {
  /** Path and query, on the page's own origin. */
  path: string
  answer: TSchema
  method?: 'GET' | 'POST'
  /** Sent as JSON. */
  body?: unknown
  /** Whether the browser may answer from what it keeps; it may unless told otherwise. */
  cache?: RequestCache
  signal?: AbortSignal | undefined
}

export type Client = ReturnType<typeof createClient>

/** The only place of the page that talks to the network. Failures are values; only an abort by the caller throws. */
export function createClient(world: ClientWorld) {
  return {
    /** Sends a call and parses its answer. */
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
          : unreached(world, error)
      }
    },

    /** Sends a call whose answer is a stream of JSON lines, and gives each line as it arrives. */
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
        silence.mayLast(LONGEST_SILENCE_MS)
        for await (const line of readLines(sent.value)) {
          silence.mayLast(LONGEST_SILENCE_MS)
          const parsed: unknown = JSON.parse(line)
          yield parseAnswer(call.answer, parsed)
        }
      } catch (error) {
        call.signal?.throwIfAborted()
        yield unreached(world, error)
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
    // The service worker keeps files of the page, with the date of long ago, and no answers of the API.
    if (call.path.startsWith('/api/')) syncServerClock(response.headers.get('date'))
    return response.ok ? { ok: true, value: response } : { ok: false, failure: await readProblem(response) }
  } catch (error) {
    call.signal?.throwIfAborted()
    return unreached(world, error)
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

/** Aborts what has been silent for too long; each sign of life begins the time anew. */
function watchSilence(world: ClientWorld) {
  const controller = new AbortController()
  let last: AbortSignal | undefined
  const mayLast = (ms: number) => {
    const deadline = world.timeout(ms)
    last = deadline
    deadline.addEventListener('abort', () => {
      if (last === deadline) controller.abort(deadline.reason)
    })
  }
  mayLast(PAGE_REQUEST_MS)
  return { signal: controller.signal, mayLast }
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
    // A proxy in between, or another program on that port, answers in its own words.
    return pageFailure('BAD_ANSWER', `HTTP ${response.status}`)
  }
}

function unreached(world: ClientWorld, error: unknown): { ok: false; failure: ApiFailure } {
  const detail = error instanceof Error ? error.message : String(error)
  // The server may be on this very machine, and answer without any network: only a failed call says otherwise.
  return { ok: false, failure: pageFailure(world.isOnline() ? 'BACKEND_UNREACHABLE' : 'OFFLINE', detail) }
}

function pageFailure(code: PageFailureCode, detail: string): ApiFailure {
  return { code, detail, retryable: true, retryAfterMs: null, upstream: null }
}

/** The client of this page. */
export const browserClient = createClient({
  fetch: (path, init) => fetch(path, init),
  isOnline: () => navigator.onLine,
  launchToken: () => readLaunchToken(sessionStorage),
  timeout: (ms) => AbortSignal.timeout(ms),
})
