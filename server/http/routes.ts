import { Hono } from 'hono'
import * as v from 'valibot'

import {
  changesQuerySchema,
  type ChangesQuery,
  PAGE_PATHS,
  PATHS,
  regionsQuerySchema,
} from '#contract/api.ts'
import type { FirstData } from '#contract/bootstrap.ts'
import { ownFailure } from '#contract/failures.ts'
import type { SessionAnswer } from '#contract/session.ts'

import type { Catalogue, ChangeQuery } from '../catalogue/catalogue.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { answer, type Exchange, fail, type RouteEnv } from './context.ts'
import { firstDataOf } from './pages/bootstrap.ts'
import type { Pages } from './pages/built-page.ts'
import type { Head } from './request-head.ts'
import { parseQuery } from './request.ts'
import { createResponseCache } from './response-cache.ts'
import { sendJson, sendText } from './response.ts'
import { formatFeed } from './routes/changes-feed.ts'
import { imagesRoute } from './routes/images.ts'
import { lookupRoute } from './routes/lookup.ts'

/** All 27 regions of 1,000 images take 8 MB plain and 0.3 MB compressed. zlib has 4 threads. */
const CACHE_LIMITS = { maxBytes: 32 * 1024 * 1024, maxConcurrent: 4 }

/** What the routes are made of. */
export type RouteOptions = {
  catalogue: Catalogue
  /** Null where something else serves the page, as the development server does. */
  pages: Pages | null
  /** False from the moment the process was told to stop. */
  isReady: () => boolean
  /** New for every document. */
  createNonce: () => string
  version: string
  /** Where there is none, nothing is counted and the path is empty. */
  metrics?: Metrics | undefined
  /** Whether the caller may read what the API gives: the document itself may be open to everybody. */
  mayRead: (head: Head) => boolean
  /** Who asks. */
  session: (head: Head) => SessionAnswer
  /** The routes of signing in; null where nobody signs in here. */
  signIn: Hono<RouteEnv> | null
}

/** Every route, as a function from `Request` to `Response`. The front door stands before it and is not part of it. */
export function createRoutes(options: RouteOptions): Hono<RouteEnv> {
  const routes = new Hono<RouteEnv>()
  addProbes(routes, options)
  addReads(routes, options)
  addWrites(routes, options)
  if (options.signIn !== null) routes.route('/', options.signIn)
  if (options.pages !== null) addPages(routes, options.pages, options)
  routes.notFound((exchange) => fail(exchange, ownFailure('NOT_FOUND', 'No such path.')))
  routes.onError((error, exchange) => {
    exchange.env.trace.cause = error
    return fail(exchange, ownFailure('INTERNAL', 'Something unforeseen went wrong.'))
  })
  return routes
}

function addProbes(routes: Hono<RouteEnv>, { isReady, metrics }: RouteOptions) {
  routes.get(PATHS.metrics, async (exchange) => {
    const scrape = await metrics?.text()
    return sendText(exchange, scrape?.body ?? '', { 'Content-Type': scrape?.contentType ?? 'text/plain' })
  })
  routes.get(PATHS.health, (exchange) => sendJson(exchange, { status: 'ok' }))
  routes.get(PATHS.ready, (exchange) => {
    if (isReady()) return sendJson(exchange, { status: 'ready' })
    return fail(exchange, ownFailure('DRAINING', 'The process was told to stop.', 1000))
  })
}

function addReads(routes: Hono<RouteEnv>, { catalogue, version, session }: RouteOptions) {
  const cache = createResponseCache(CACHE_LIMITS)
  let openapi: Promise<string> | undefined
  // Loaded when somebody asks.
  const describe = async () => JSON.stringify((await import('./routes/openapi.ts')).describeApi(version))
  routes.get(PATHS.regions, async (exchange) => {
    const query = parseQuery(exchange.req.url, regionsQuerySchema)
    if (!query.ok) return fail(exchange, query.failure)
    return answer(exchange, await catalogue.regions(query.value.lang), (value) => sendJson(exchange, value))
  })
  routes.get(PATHS.images, imagesRoute(catalogue, cache))
  routes.get(PATHS.image, (exchange) => answerImage(exchange, catalogue))
  routes.get(PATHS.changes, (exchange) => answerChanges(exchange, catalogue))
  routes.get(PATHS.changesFeed, (exchange) => answerFeed(exchange, catalogue))
  routes.get(PATHS.status, (exchange) =>
    withoutParameters(exchange, () => sendJson(exchange, catalogue.status())),
  )
  routes.get(PATHS.session, (exchange) =>
    withoutParameters(exchange, () => sendJson(exchange, session(exchange.env.head))),
  )
  routes.get(PATHS.openapi, (exchange) =>
    withoutParameters(exchange, async () => sendText(exchange, await (openapi ??= describe()))),
  )
}

function addWrites(routes: Hono<RouteEnv>, { catalogue }: RouteOptions) {
  routes.post(PATHS.lookup, lookupRoute(catalogue))
  routes.post(PATHS.refresh, (exchange) =>
    withoutParameters(exchange, async () => {
      const regionId = exchange.req.param('regionId') ?? ''
      return answer(
        exchange,
        await catalogue.refresh(regionId),
        (state) => sendJson(exchange, state, state.refreshing ? 202 : 200),
        regionId,
      )
    }),
  )
}

function addPages(routes: Hono<RouteEnv>, pages: Pages, options: RouteOptions) {
  const { catalogue, createNonce, mayRead } = options
  const sendDocument = async (pagePath: string, { req, env }: Exchange) =>
    pages.document({
      pagePath,
      origin: addressOf({ req, env }).origin,
      lang: req.query('lang'),
      acceptLanguage: req.header('accept-language'),
      nonce: createNonce(),
      firstData: mayRead(env.head)
        ? JSON.stringify({
            now: new Date().toISOString(),
            ...(await firstDataOf(catalogue, req.url)),
            ...sessionFor(env.head, options),
          })
        : null,
      acceptEncoding: req.header('accept-encoding'),
    })
  for (const path of Object.values(PAGE_PATHS)) routes.get(path, (exchange) => sendDocument(path, exchange))
  for (const path of pages.assetPaths) {
    routes.get(path, ({ req }) =>
      pages.asset(path, {
        acceptEncoding: req.header('accept-encoding'),
        ifNoneMatch: req.header('if-none-match'),
      }),
    )
  }
}

/** Where nobody signs in, there is nothing to tell. */
function sessionFor(head: Head, options: RouteOptions): Pick<FirstData, 'session'> {
  const session = options.session(head)
  return session.auth === 'none' ? {} : { session }
}

function withoutParameters(exchange: Exchange, next: () => Promise<Response>): Response | Promise<Response> {
  const query = parseQuery(exchange.req.url, v.strictObject({}))
  return query.ok ? next() : fail(exchange, query.failure)
}

function answerImage(exchange: Exchange, catalogue: Catalogue): Response | Promise<Response> {
  return withoutParameters(exchange, async () => {
    const { regionId = '', imageId = '' } = exchange.req.param()
    return answer(
      exchange,
      await catalogue.image(regionId, imageId),
      (value) => sendJson(exchange, value),
      regionId,
    )
  })
}

function answerChanges(exchange: Exchange, catalogue: Catalogue): Response | Promise<Response> {
  const query = parseQuery(exchange.req.url, changesQuerySchema)
  if (!query.ok) return fail(exchange, query.failure)
  return answer(exchange, catalogue.changes(questionOf(query.value)), (value) => sendJson(exchange, value))
}

function answerFeed(exchange: Exchange, catalogue: Catalogue): Response | Promise<Response> {
  const query = parseQuery(exchange.req.url, changesQuerySchema)
  if (!query.ok) return fail(exchange, query.failure)
  return answer(exchange, catalogue.changes(questionOf(query.value)), ({ changes }) => {
    const feed = formatFeed({
      address: addressOf(exchange).href,
      changes,
      startedAt: catalogue.status().startedAt,
    })
    return sendText(exchange, feed, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
}

/** What is asked for, as its reader has it in the address bar. */
function addressOf({ req, env }: Pick<Exchange, 'req' | 'env'>): URL {
  const address = new URL(req.url)
  address.protocol = env.scheme ?? 'http'
  return address
}

function questionOf({ region, type, platform, q, since }: ChangesQuery): ChangeQuery {
  return {
    regions: region,
    ...(type !== undefined && { type }),
    ...(platform !== undefined && { platform }),
    ...(q !== undefined && { q }),
    ...(since !== undefined && { since }),
  }
}
