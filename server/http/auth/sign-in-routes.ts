import { randomBytes } from 'node:crypto'

import { Hono } from 'hono'
import * as v from 'valibot'

import { SIGN_IN_PATHS } from '#contract/api.ts'

import type { Log } from '../../telemetry/logger.ts'
import type { Context, RequestEnv } from '../context.ts'
import { sendProblem } from '../problem.ts'
import { headerOf, pathOf } from '../request-head.ts'
import { chooseLanguage, parseQuery } from '../request.ts'
import type { FindResource } from '../route-table.ts'
import { type PageFrame, redirectPage, type SignInPage, signInAddress, signOutPage } from './sign-in-pages.ts'

/** What every way of signing in needs. */
export type SignInDeps = { log: Pick<Log, 'info' | 'warn'> }

/** A way to sign in with a browser. */
export type SignInWay = {
  /** Sends the sign-in page. */
  ask(context: Context, to: string): Promise<Response>
  /** Handles its form. */
  submit(context: Context, to: string): Promise<Response>
  /** Handles the provider's redirect; null without a provider. */
  callback: ((context: Context) => Promise<Response>) | null
  signOut(context: Context): Promise<Response>
}

const toSchema = v.strictObject({ to: v.optional(v.string(), '/') })

/** The pages and forms to sign in and out, which are open to everyone. */
export function createSignInRoutes(way: SignInWay, findResource: FindResource): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>()
  routes.get(SIGN_IN_PATHS.signIn, (context) =>
    withTarget(context, findResource, async (to) => {
      if (isFromElsewhere(context)) return send(await redirectPage(frameOf(context), signInAddress(to)))
      return context.get('identity') === null ? way.ask(context, to) : redirect(to)
    }),
  )
  routes.post(SIGN_IN_PATHS.signIn, (context) =>
    withTarget(context, findResource, (to) => way.submit(context, to)),
  )
  const { callback } = way
  if (callback !== null) routes.get(SIGN_IN_PATHS.callback, (context) => callback(context))
  routes.get(SIGN_IN_PATHS.signOut, async (context) =>
    send(await signOutPage(frameOf(context), context.get('identity')?.name ?? null)),
  )
  routes.post(SIGN_IN_PATHS.signOut, (context) => way.signOut(context))
  return routes
}

async function withTarget(
  context: Context,
  findResource: FindResource,
  next: (to: string) => Promise<Response>,
): Promise<Response> {
  const query = parseQuery(context.req.url, toSchema)
  if (!query.ok) return sendProblem(context, query.failure)
  return next(ownPage(query.value.to, findResource))
}

/** `to` if it is the path of one of our pages, else `/`: a redirect to another site would help phishing. */
export function ownPage(to: string, findResource: FindResource): string {
  return /^\/[!-~]*$/.test(to) && findResource(pathOf({ target: to }))?.kind === 'page' ? to : '/'
}

/** Whether another site started this navigation, so the browser did not send our cookie. */
function isFromElsewhere(context: Context): boolean {
  return ['cross-site', 'same-site'].includes(headerOf(context.get('head'), 'sec-fetch-site') ?? '')
}

export function frameOf(context: Context): PageFrame {
  return {
    language: chooseLanguage(headerOf(context.get('head'), 'accept-language')),
    nonce: randomBytes(16).toString('base64'),
  }
}

export function send(
  { headers, body }: SignInPage,
  status = 200,
  cookies: readonly string[] = [],
  more: Record<string, string> = {},
): Response {
  const response = new Response(body, { status, headers: { ...headers, ...more } })
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}

/** Redirects to one of our paths, by GET. */
export function redirect(to: string, cookies: readonly string[] = []): Response {
  const response = new Response(null, {
    status: 303,
    headers: { Location: to, 'Referrer-Policy': 'same-origin' },
  })
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
