import { PAGE_PATHS, PATHS, SIGN_IN_PATHS } from '#contract/api.ts'

/**
 * How a path is guarded. `health`: by its Host header only. `api`: only for our page, or a program that says so.
 * `feed`: like `api`, for clients that cannot send a header of ours. `probe`: for monitoring. `page`: any link may open
 * it. `asset`: only for our page. `sign-in`: pages that any link may open, and forms that only they may send.
 */
export type ResourceKind = 'health' | 'api' | 'feed' | 'probe' | 'page' | 'asset' | 'sign-in'

export type Resource = { kind: ResourceKind; methods: readonly string[] }

/** Finds the resource at a path, compared byte for byte. */
export type FindResource = (path: string) => Resource | undefined

const READ = ['GET', 'HEAD']
const PAGE: Resource = { kind: 'page', methods: READ }

const KINDS: Partial<Record<keyof typeof PATHS, ResourceKind>> = {
  health: 'health',
  ready: 'probe',
  changesFeed: 'feed',
  // Few scrapers can send a custom header.
  metrics: 'feed',
}
const WRITES = new Set<string>([PATHS.refresh, PATHS.lookup])

const FORM_PATHS = [SIGN_IN_PATHS.signIn, SIGN_IN_PATHS.signOut]

/**
 * Builds the table of every path that exists: the API of the contract, the pages and the built files. Without `pages`
 * something else serves the page, so every path outside the API counts as one.
 */
export function createRouteTable(
  pages: { assetPaths: readonly string[] } | null,
  hasSignIn = false,
): FindResource {
  const exact = new Map<string, Resource>()
  const patterns: { segments: readonly string[]; resource: Resource }[] = []
  const add = (path: string, resource: Resource) => {
    if (path.includes(':')) patterns.push({ segments: path.split('/'), resource })
    else exact.set(path, resource)
  }
  for (const path of Object.values(PAGE_PATHS)) add(path, PAGE)
  for (const [name, path] of Object.entries(PATHS)) add(path, apiResource(name, path))
  for (const path of pages?.assetPaths ?? []) add(path, { kind: 'asset', methods: READ })
  for (const path of hasSignIn ? FORM_PATHS : []) add(path, { kind: 'sign-in', methods: [...READ, 'POST'] })
  if (hasSignIn) add(SIGN_IN_PATHS.callback, { kind: 'sign-in', methods: READ })
  const isOther = (path: string) => pages === null && !path.startsWith('/api')
  return (path) =>
    exact.get(path) ??
    patterns.find(({ segments }) => matches(segments, path))?.resource ??
    (isOther(path) ? PAGE : undefined)
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

/** A segment that means the same to every reader: URL-safe, decodable, neither `.` nor `..`. */
function isParameter(segment: string): boolean {
  if (!/^(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+$/.test(segment)) return false
  try {
    return !/^\.{1,2}$/.test(decodeURIComponent(segment))
  } catch {
    return false
  }
}
