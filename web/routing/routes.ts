import { PAGE_PATHS } from '#contract/api.ts'
import { SIGN_IN_PATHS } from '#contract/api.ts'

import { DEFAULT_VIEW, formatView, type ImageView } from './image-view.ts'

/** The parameters of a page path; empty strings if the path has none. */
export type PathParameters = { regionId: string; imageId: string }

/**
 * The parameters of a page path such as `/images/:imageId`; undefined if `pathname` is another page or malformed.
 * @param pathname undecoded, as in `location.pathname`: wouter's own routes decode twice, so `%2541` becomes `A`.
 */
export function matchPath(path: string, pathname: string): PathParameters | undefined {
  const parameters = { regionId: '', imageId: '' }
  const pattern = path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
  const match = new RegExp(`^${pattern}$`).exec(pathname)
  if (match === null) return undefined
  try {
    for (const [name, text] of Object.entries(match.groups ?? {}))
      Object.assign(parameters, { [name]: decodeURIComponent(text) })
    return parameters
  } catch {
    return undefined
  }
}

export function imagesUrl(view: Partial<ImageView> = {}): string {
  return PAGE_PATHS.images + formatView({ ...DEFAULT_VIEW, ...view })
}

export function imageUrl(regionId: string, imageId: string): string {
  return `${PAGE_PATHS.images}/${encodeURIComponent(regionId)}/${encodeURIComponent(imageId)}`
}

export function compareUrl(a?: string, b?: string): string {
  const parameters = new URLSearchParams()
  if (a !== undefined) parameters.append('a', a)
  if (b !== undefined) parameters.append('b', b)
  return parameters.size === 0 ? PAGE_PATHS.compare : `${PAGE_PATHS.compare}?${parameters}`
}

export function changesUrl(regionId?: string): string {
  return regionId === undefined
    ? PAGE_PATHS.changes
    : `${PAGE_PATHS.changes}?${new URLSearchParams({ region: regionId })}`
}

/** In characters, encoded: a longer return address would not fit into the URL of the sign-in page. */
const MAX_RETURN_LENGTH = 1500

/** The sign-in page, which returns to `location`. It gets only path and query, so it cannot return to another origin. */
export function signInUrl({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const to = encodeURIComponent(pathname + search)
  return to.length > MAX_RETURN_LENGTH ? SIGN_IN_PATHS.signIn : `${SIGN_IN_PATHS.signIn}?to=${to}`
}
