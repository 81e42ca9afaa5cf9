import { randomBytes } from 'node:crypto'

import { Hono } from 'hono'
import * as v from 'valibot'

import { SIGN_IN_PATHS } from '#contract/session.ts'

import type { Log } from '../../telemetry/logger.ts'
import { type Exchange, fail, type RouteEnv } from '../context.ts'
import { chooseLanguage } from '../language.ts'
import { BODILESS_HEADERS } from '../middleware/security-headers.ts'
import { headerOf, pathOf } from '../request-head.ts'
import { parseQuery } from '../request.ts'
import type { FindResource } from '../route-table.ts'
import type { Identify } from './identity.ts'
import {
  type DocumentFrame,
  onwardDocument,
  type SignInDocument,
  signInAddress,
  signOutDocument,
} from './sign-in-pages.ts'

/** What every way of signing in needs in order to answer. */
export type SignInContext = {
  identify: Identify
  log: Pick<Log, 'info' | 'warn'>
  /** What stands at a path: one goes on to pages of ours only. */
  findResource: FindResource
}

/** One way of signing in with a browser. */
export type SignInWay = {
  /** The document that asks. */
  ask(exchange: Exchange, to: string): Promise<Response>
  /** Its form was sent. */
  submit(exchange: Exchange, to: string): Promise<Response>
  /** The provider leads back; null where there is none. */
  callback: ((exchange: Exchange) => Promise<Response>) | null
  signOut(exchange: Exchange): Promise<Response>
}

const toSchema = v.strictObject({ to: v.optional(v.string(), '/') })

/** The documents and forms of signing in and out. Of the front door they have passed all but the question who asks. */
export function createSignInRoutes(way: SignInWay, context: SignInContext): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>()
  routes.get(SIGN_IN_PATHS.signIn, (exchange) =>
    withTarget(exchange, context, async (to) => {
      if (isFromElsewhere(exchange)) return send(await onwardDocument(frameOf(exchange), signInAddress(to)))
      return context.identify(exchange.env.head).ok ? redirect(to) : way.ask(exchange, to)
    }),
  )
  routes.post(SIGN_IN_PATHS.signIn, (exchange) =>
    withTarget(exchange, context, (to) => way.submit(exchange, to)),
  )
  const { callback } = way
  if (callback !== null) routes.get(SIGN_IN_PATHS.callback, (exchange) => callback(exchange))
  routes.get(SIGN_IN_PATHS.signOut, async (exchange) => {
    const identified = context.identify(exchange.env.head)
    return send(await signOutDocument(frameOf(exchange), identified.ok ? identified.identity.name : null))
  })
  routes.post(SIGN_IN_PATHS.signOut, (exchange) => way.signOut(exchange))
  return routes
}

async function withTarget(
  exchange: Exchange,
  { findResource }: SignInContext,
  next: (to: string) => Promise<Response>,
): Promise<Response> {
  const query = parseQuery(exchange.req.url, toSchema)
  if (!query.ok) return fail(exchange, query.failure)
  return next(ownPage(query.value.to, findResource))
}

/** The path of a page of ours, or else of the first: an address that leads away would be a gift to whoever phishes. */
export function ownPage(to: string, findResource: FindResource): string {
  return /^\/[!-~]*$/.test(to) && findResource(pathOf({ target: to }))?.kind === 'page' ? to : '/'
}

/** Whether another site began this navigation, so that the browser kept our cookie to itself. */
function isFromElsewhere(exchange: Exchange): boolean {
  return ['cross-site', 'same-site'].includes(headerOf(exchange.env.head, 'sec-fetch-site') ?? '')
}

/** The frame of a document for this request. */
export function frameOf(exchange: Exchange): DocumentFrame {
  return {
    language: chooseLanguage(headerOf(exchange.env.head, 'accept-language')),
    nonce: randomBytes(16).toString('base64'),
  }
}

/** A document as the answer, with cookies to set. */
export function send(
  { headers, body }: SignInDocument,
  status = 200,
  cookies: readonly string[] = [],
  more: Record<string, string> = {},
): Response {
  const response = new Response(body, { status, headers: { ...headers, ...more } })
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}

/** Goes on to a path of ours by GET. */
export function redirect(to: string, cookies: readonly string[] = []): Response {
  const response = new Response(null, {
    status: 303,
    headers: { ...BODILESS_HEADERS, Location: to, 'Referrer-Policy': 'same-origin' },
  })
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
