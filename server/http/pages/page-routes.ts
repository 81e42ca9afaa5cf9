import type { Hono } from 'hono'

import { PAGE_PATHS } from '#contract/api.ts'
import type { Bootstrap } from '#contract/bootstrap.ts'

import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Auth } from '../auth/auth.ts'
import type { Context, RequestEnv } from '../context.ts'
import { publicUrl } from '../request.ts'
import { createBootstrap } from './bootstrap.ts'
import type { Pages } from './built-page.ts'

export type PageRouteOptions = Pick<Auth, 'scheme' | 'describeSession'> & {
  catalogue: Catalogue
  /** Returns a new nonce for each document. */
  createNonce: () => string
}

/** Serves the document at the path of every page, and the built files. */
export function addPageRoutes(app: Hono<RequestEnv>, pages: Pages, options: PageRouteOptions): void {
  const { createNonce, scheme } = options
  const sendDocument = async (pagePath: string, context: Context) =>
    pages.document({
      pagePath,
      origin: publicUrl(context.req.url, scheme).origin,
      lang: context.req.query('lang'),
      acceptLanguage: context.req.header('accept-language'),
      nonce: createNonce(),
      // The document may be open to everyone; its data is not.
      bootstrap: context.get('identity') === null ? null : await bootstrapJson(context, options),
      acceptEncoding: context.req.header('accept-encoding'),
    })
  for (const path of Object.values(PAGE_PATHS)) app.get(path, (context) => sendDocument(path, context))
  for (const path of pages.assetPaths) {
    app.get(path, ({ req }) =>
      pages.asset(path, {
        acceptEncoding: req.header('accept-encoding'),
        ifNoneMatch: req.header('if-none-match'),
      }),
    )
  }
}

async function bootstrapJson(
  context: Context,
  { catalogue, describeSession }: PageRouteOptions,
): Promise<string> {
  const session = describeSession(context.get('head'), context.get('identity'))
  const data: Bootstrap = {
    now: new Date().toISOString(),
    ...(await createBootstrap(catalogue, context.req.url)),
    ...(session.auth !== 'none' && { session }),
  }
  return JSON.stringify(data)
}
