import type { Hono } from 'hono'
import * as v from 'valibot'

import { changesQuerySchema, type ChangesQuery, PATHS, regionsQuerySchema } from '#contract/api.ts'
import { ownFailure } from '#contract/failures.ts'
import { loadOnce } from '#contract/memoize.ts'

import type { Catalogue, ChangeQuery } from '../catalogue/catalogue.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Context, RequestEnv } from './context.ts'
import type { Scheme } from './middleware/allowed-hosts.ts'
import type { Pages } from './pages/built-page.ts'
import { addPageRoutes, type PageRouteOptions } from './pages/page-routes.ts'
import { sendOutcome, sendProblem } from './problem.ts'
import { parseQuery, publicUrl } from './request.ts'
import { createResponseCache } from './response-cache.ts'
import { sendJson, sendText } from './response.ts'
import { formatFeed } from './routes/changes-feed.ts'
import { imagesRoute } from './routes/images.ts'
import { lookupRoute } from './routes/lookup.ts'

/** Loaded at the first request: few servers get one. */
const importOpenApi = () => import('./routes/openapi.ts')

/** All 27 regions of 1,000 images take 8 MB plain and 0.3 MB compressed. zlib has 4 threads. */
const CACHE_LIMITS = { maxBytes: 32 * 1024 * 1024, maxConcurrent: 4 }

export type RouteOptions = PageRouteOptions & {
  /** Null if something else serves the page, as the development server does. */
  pages: Pages | null
  /** False once the process is stopping. */
  isReady: () => boolean
  version: string
  loadOpenApi?: () => Promise<{ describeApi: (version: string) => object }>
  /** Without it nothing is counted, and a scrape is empty. */
  metrics?: Metrics | undefined
  /** Null if nobody signs in here. */
  signIn: App | null
}

type App = Hono<RequestEnv>

/** Registers every route, and how unknown paths and unforeseen errors are answered. */
export function addRoutes(app: App, options: RouteOptions): void {
  addProbes(app, options)
  addReads(app, options)
  addWrites(app, options)
  if (options.signIn !== null) app.route('/', options.signIn)
  if (options.pages !== null) addPageRoutes(app, options.pages, options)
  app.notFound((context) => sendProblem(context, ownFailure('NOT_FOUND', 'No such path.')))
  app.onError((error, context) => {
    context.get('trace').cause = error
    return sendProblem(context, ownFailure('INTERNAL', 'Something unforeseen went wrong.'))
  })
}

function addProbes(app: App, { isReady, metrics }: RouteOptions) {
  app.get(PATHS.metrics, async (context) => {
    const scrape = await metrics?.text()
    return sendText(context, scrape?.body ?? '', { 'Content-Type': scrape?.contentType ?? 'text/plain' })
  })
  app.get(PATHS.health, (context) => sendJson(context, { status: 'ok' }))
  app.get(PATHS.ready, (context) => {
    if (isReady()) return sendJson(context, { status: 'ready' })
    return sendProblem(context, ownFailure('DRAINING', 'The server is shutting down.', 1000))
  })
}

function addReads(
  app: App,
  { catalogue, version, scheme, describeSession, loadOpenApi = importOpenApi }: RouteOptions,
) {
  const cache = createResponseCache(CACHE_LIMITS)
  const openapi = loadOnce(async () => JSON.stringify((await loadOpenApi()).describeApi(version)))
  app.get(PATHS.regions, async (context) => {
    const query = parseQuery(context.req.url, regionsQuerySchema)
    if (!query.ok) return sendProblem(context, query.failure)
    return sendOutcome(context, await catalogue.regions(query.value.lang), (value) =>
      sendJson(context, value),
    )
  })
  app.get(PATHS.images, imagesRoute(catalogue, cache))
  app.get(PATHS.image, (context) => answerImage(context, catalogue))
  app.get(PATHS.changes, (context) => answerChanges(context, catalogue))
  app.get(PATHS.changesFeed, (context) => answerFeed(context, catalogue, scheme))
  app.get(PATHS.status, (context) => withoutParameters(context, () => sendJson(context, catalogue.status())))
  app.get(PATHS.session, (context) =>
    withoutParameters(context, () =>
      sendJson(context, describeSession(context.get('head'), context.get('identity'))),
    ),
  )
  app.get(PATHS.openapi, (context) =>
    withoutParameters(context, async () => sendText(context, await openapi())),
  )
}

function addWrites(app: App, { catalogue }: RouteOptions) {
  app.post(PATHS.lookup, lookupRoute(catalogue))
  app.post(PATHS.refresh, (context) =>
    withoutParameters(context, async () => {
      const regionId = context.req.param('regionId') ?? ''
      return sendOutcome(
        context,
        await catalogue.refresh(regionId),
        (state) => sendJson(context, state, state.refreshing ? 202 : 200),
        regionId,
      )
    }),
  )
}

function withoutParameters(context: Context, next: () => Promise<Response>): Response | Promise<Response> {
  const query = parseQuery(context.req.url, v.strictObject({}))
  return query.ok ? next() : sendProblem(context, query.failure)
}

function answerImage(context: Context, catalogue: Catalogue): Response | Promise<Response> {
  return withoutParameters(context, async () => {
    const { regionId = '', imageId = '' } = context.req.param()
    return sendOutcome(
      context,
      await catalogue.image(regionId, imageId),
      (value) => sendJson(context, value),
      regionId,
    )
  })
}

function answerChanges(context: Context, catalogue: Catalogue): Response | Promise<Response> {
  const query = parseQuery(context.req.url, changesQuerySchema)
  if (!query.ok) return sendProblem(context, query.failure)
  return sendOutcome(context, catalogue.changes(questionOf(query.value)), (value) => sendJson(context, value))
}

function answerFeed(context: Context, catalogue: Catalogue, scheme: Scheme): Response | Promise<Response> {
  const query = parseQuery(context.req.url, changesQuerySchema)
  if (!query.ok) return sendProblem(context, query.failure)
  return sendOutcome(context, catalogue.changes(questionOf(query.value)), ({ changes }) => {
    const feed = formatFeed({
      address: publicUrl(context.req.url, scheme).href,
      changes,
      startedAt: catalogue.status().startedAt,
    })
    return sendText(context, feed, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
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
