import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { serverNow } from '../lib/server-clock.ts'
import { createClient } from './client.ts'

const answer = v.object({ status: v.string() })

function clientWith(
  fetch: (path: string, init: RequestInit) => Promise<Response>,
  online = true,
  launchToken: string | null = null,
  timeout: (ms: number) => AbortSignal = (ms) => AbortSignal.timeout(ms),
) {
  return createClient({ fetch, isOnline: () => online, launchToken: () => launchToken, timeout })
}

const problem = {
  type: 'about:blank',
  title: 'Alibaba Cloud asks us to slow down',
  status: 503,
  code: 'UPSTREAM_THROTTLED',
  detail: 'ListImages of cn-hangzhou',
  hint: 'Wait.',
  retryable: true,
  retryAfterMs: 42_000,
  upstream: { code: 'Throttling.User', status: 400, requestId: 'R-1' },
  regionId: 'cn-hangzhou',
  ref: 'r1',
}

describe('an API call', () => {
  test('sends the console header and returns the parsed answer', async () => {
    let seen: RequestInit = {}
    const client = clientWith((_, init) => {
      seen = init
      return Promise.resolve(Response.json({ status: 'ok', more: 1 }))
    })
    expect(await client.request({ path: '/healthz', answer })).toEqual({ ok: true, value: { status: 'ok' } })
    expect(new Headers(seen.headers).get('x-console')).toBe('1')
  })

  test.each([null, 'token-of-this-start'])('sends the launch token if there is one: %s', async (token) => {
    let seen: RequestInit = {}
    const fetch = (_: string, init: RequestInit) => {
      seen = init
      return Promise.resolve(Response.json({ status: 'ok' }))
    }
    await clientWith(fetch, true, token).request({ path: '/x', answer })
    expect(new Headers(seen.headers).get('x-launch-token')).toBe(token)
  })

  test('sets the server clock from API responses, not from files of the page', async () => {
    const dated = (date: string) => () =>
      Promise.resolve(Response.json({ status: 'ok' }, { headers: { date } }))
    await clientWith(dated('Fri, 27 Nov 2026 12:00:00 GMT')).request({ path: '/api/regions', answer })
    await clientWith(dated('Mon, 01 Jan 2024 00:00:00 GMT')).request({ path: '/assets/a.js', answer })
    expect(new Date(serverNow()).toISOString()).toMatch(/^2026-11-27T12:00:/)
  })

  test('returns the problem document of a failed call', async () => {
    const client = clientWith(() => Promise.resolve(Response.json(problem, { status: 503 })))
    expect(await client.request({ path: '/x', answer })).toMatchObject({
      ok: false,
      failure: {
        code: 'UPSTREAM_THROTTLED',
        retryAfterMs: 42_000,
        regionId: 'cn-hangzhou',
        upstream: { requestId: 'R-1' },
      },
    })
  })

  test.each([
    ['an answer of the wrong shape', Response.json({ status: 1 }), 'status'],
    ['an answer that is not JSON', new Response('<html>'), 'JSON'],
    ['the error page of a proxy', new Response('Bad Gateway', { status: 502 }), 'HTTP 502'],
  ])('does not take %s for data', async (_, response, detail) => {
    const outcome = await clientWith(() => Promise.resolve(response)).request({ path: '/x', answer })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'BAD_ANSWER' } })
    expect(outcome.ok ? '' : outcome.failure.detail).toContain(detail)
  })

  test.each([
    [true, 'BACKEND_UNREACHABLE'],
    [false, 'OFFLINE'],
  ])('distinguishes a dead server from a lost network (online: %s)', async (online, code) => {
    const client = clientWith(() => Promise.reject(new TypeError('Failed to fetch')), online)
    expect(await client.request({ path: '/x', answer })).toMatchObject({ ok: false, failure: { code } })
  })

  test('throws if the caller aborted, so that no failure is shown', async () => {
    const caller = new AbortController()
    const client = clientWith((_, init) => {
      caller.abort()
      return Promise.reject(init.signal?.reason)
    })
    await expect(client.request({ path: '/x', answer, signal: caller.signal })).rejects.toThrow('abort')
  })

  test('yields the lines of a stream, wherever its chunks are cut', async () => {
    const parts = ['{"status":"a"}\n{"sta', 'tus":"b"}\n', '{"status":"c"}']
    const body = new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
        controller.close()
      },
    })
    const client = clientWith(() => Promise.resolve(new Response(body)))
    const lines = await Array.fromAsync(client.lines({ path: '/x', answer }))
    expect(lines.map((line) => line.ok && line.value.status)).toEqual(['a', 'b', 'c'])
  })

  test('lets a stream run as long as it is not silent', async () => {
    const deadlines: { ms: number; end: () => void }[] = []
    const timeout = (ms: number) => {
      const controller = new AbortController()
      deadlines.push({ ms, end: () => controller.abort(new Error('too long')) })
      return controller.signal
    }
    let write: (text: string) => void = () => {}
    const fetch = (_: string, { signal }: RequestInit) => {
      const body = new ReadableStream({
        start(stream) {
          write = (text) => stream.enqueue(new TextEncoder().encode(text))
          signal?.addEventListener('abort', () => stream.error(signal.reason))
        },
      })
      return Promise.resolve(new Response(body))
    }
    const lines = clientWith(fetch, true, null, timeout).lines({ path: '/x', answer })
    const first = lines.next()
    expect(deadlines.map(({ ms }) => ms)).toEqual([30_000])
    await Promise.resolve()
    write('{"status":"a"}\n')
    expect(await first).toMatchObject({ value: { ok: true } })

    deadlines[0]?.end()
    const second = lines.next()
    write('{"status":"b"}\n')
    expect(await second).toMatchObject({ value: { ok: true, value: { status: 'b' } } })

    const third = lines.next()
    deadlines.at(-1)?.end()
    expect(await third).toMatchObject({ value: { ok: false, failure: { code: 'BACKEND_UNREACHABLE' } } })
    expect(await lines.next()).toEqual({ done: true, value: undefined })
  })
})
