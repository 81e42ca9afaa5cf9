import { PAGE_PATHS, PATHS } from '#contract/api.ts'
import { SIGN_IN_PATHS } from '#contract/session.ts'

/**
 * How a path is guarded. `health`: by its authority only. `api`: must come from our page or from a program that says so.
 * `feed`: as `api`, but a feed reader cannot send headers. `probe`: for programs that watch this one. `page`: may be opened by a link
 * from anywhere. `asset`: belongs to our page. `sign-in`: documents that may be opened so too, and forms that only they may send.
 */
export type ResourceKind = 'health' | 'api' | 'feed' | 'probe' | 'page' | 'asset' | 'sign-in'

/** What stands at a path: the only paths that exist. */
export type Resource = { kind: ResourceKind; methods: readonly string[] }

/** Gives what stands at a path, compared byte for byte; undefined where there is nothing. */
export type FindResource = (path: string) => Resource | undefined

const READ = ['GET', 'HEAD']

const KINDS: Partial<Record<keyof typeof PATHS, ResourceKind>> = {
  health: 'health',
  ready: 'probe',
  changesFeed: 'feed',
  // Few scrapers can send a header of ours.
  metrics: 'feed',
}
const WRITES = new Set<string>([PATHS.refresh, PATHS.lookup])

const NO_PAGES = { pagePaths: [], assetPaths: [] }
const FORM_PATHS = [SIGN_IN_PATHS.signIn, SIGN_IN_PATHS.signOut]

/**
 * Makes the one table that says what exists: the API of the contract, the pages, and the built files by name.
 * Where something else serves the page, it is the API alone. `hasSignIn`: whether one can sign in here.
 */
export function createResources(
  pages: { assetPaths: readonly string[] } | null,
  hasSignIn = false,
): FindResource {
  const exact = new Map<string, Resource>()
  const patterns: { segments: readonly string[]; resource: Resource }[] = []
  const add = (path: string, resource: Resource) => {
    if (path.includes(':')) patterns.push({ segments: path.split('/'), resource })
    else exact.set(path, resource)
  }
  const { pagePaths, assetPaths } =
    pages === null ? NO_PAGES : { pagePaths: Object.values(PAGE_PATHS), ...pages }
  for (const path of pagePaths) add(path, { kind: 'page', methods: READ })
  for (const [name, path] of Object.entries(PATHS)) add(path, apiResource(name, path))
  for (const path of assetPaths) add(path, { kind: 'asset', methods: READ })
  for (const path of hasSignIn ? FORM_PATHS : []) add(path, { kind: 'sign-in', methods: [...READ, 'POST'] })
  if (hasSignIn) add(SIGN_IN_PATHS.callback, { kind: 'sign-in', methods: READ })
  return (path) => exact.get(path) ?? patterns.find(({ segments }) => matches(segments, path))?.resource
}

function apiResource(name: string, path: string): Resource {
  const kind = Object.entries(KINDS).find(([known]) => known === name)?.[1] ?? 'api'
  return { kind, methods: WRITES.has(path) ? ['POST'] : READ }
}

function matches(pattern: readonly string[], path: string): boolean {
  const segments = path.split('/')
  return (
    segments.length === pattern.length &&
    pattern.every((part, index) => {
      const segment = segments[index] ?? ''
      return part.startsWith(':') ? isParameter(segment) : part === segment
    })
  )
}

/** One segment that means the same to every reader: URL-safe, decodable, and no way up or down. */
function isParameter(segment: string): boolean {
  if (!/^(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+$/.test(segment)) return false
  try {
    return !/^\.{1,2}$/.test(decodeURIComponent(segment))
  } catch {
    return false
  }
}
