import * as v from 'valibot'

import { ALL_REGIONS, IMAGE_STATES, IMAGE_TYPES, MAX_IMAGE_IDS, PLATFORMS } from './images.ts'
import { LANGUAGES } from './regions.ts'
import { searchPattern } from './search.ts'

/** The paths of the API; `:name` stands for one segment. */
export const PATHS = {
  regions: '/api/regions',
  images: '/api/images',
  image: '/api/images/:regionId/:imageId',
  refresh: '/api/regions/:regionId/refresh',
  lookup: '/api/lookup',
  changes: '/api/changes',
  changesFeed: '/api/changes.atom',
  status: '/api/status',
  session: '/api/session',
  openapi: '/api/openapi.json',
  health: '/healthz',
  ready: '/readyz',
  metrics: '/metrics',
} as const

/** The path of every page; `:name` stands for one path segment. */
export const PAGE_PATHS = {
  home: '/',
  images: '/images',
  image: '/images/:regionId/:imageId',
  imageById: '/images/:imageId',
  matrix: '/matrix',
  compare: '/compare',
  lookup: '/lookup',
  changes: '/changes',
  status: '/status',
  preferences: '/preferences',
  help: '/help',
} as const

/** The sign-in pages and forms, only with `token` and `oidc`. `to` in the query is the path to go to afterwards. */
export const SIGN_IN_PATHS = {
  signIn: '/sign-in',
  callback: '/sign-in/callback',
  signOut: '/sign-out',
} as const

/** Required on every `/api` request: no other page can make a browser send it. */
export const CONSOLE_HEADER = { name: 'X-Console', value: '1' } as const

export const LIST_FORMATS = ['json', 'ndjson', 'csv'] as const
export type ListFormat = (typeof LIST_FORMATS)[number]

export const MAX_SEARCH_CHARACTERS = 200

/** Printable ASCII without spaces: anything else could do harm where it is pasted. */
export const imageIdSchema = v.pipe(v.string(), v.regex(/^[!-~]{1,256}$/))

/** Words and phrases. Regular expressions work in the page only: one could keep the whole server busy. */
const searchSchema = v.pipe(
  v.string(),
  v.maxLength(MAX_SEARCH_CHARACTERS),
  v.check(
    (text) => searchPattern(text) === undefined,
    'it should be words or "phrases"; patterns work only in the page',
  ),
)

/** `a,b` → `['a', 'b']`; rejects empty parts and repeats. */
function commaList<TItem extends v.GenericSchema<string, string>>(item: TItem, most: number) {
  return v.pipe(
    v.string(),
    v.transform((text) => text.split(',')),
    v.array(item),
    v.maxLength(most),
    v.check((list) => new Set(list).size === list.length, 'should not repeat a value'),
  )
}

/** `?region=`: `all` or region IDs. The catalogue checks whether they exist. */
const regionsParameter = v.union([
  v.literal(ALL_REGIONS),
  commaList(v.pipe(v.string(), v.nonEmpty(), v.maxLength(40)), 100),
])

/** Query of `GET /api/regions`. */
export const regionsQuerySchema = v.strictObject({ lang: v.optional(v.picklist(LANGUAGES), 'en-US') })

/** Query of `GET /api/images`. */
export const imagesQuerySchema = v.strictObject({
  region: regionsParameter,
  type: v.optional(v.picklist(IMAGE_TYPES)),
  platform: v.optional(v.picklist(PLATFORMS)),
  q: v.optional(searchSchema),
  ids: v.optional(commaList(imageIdSchema, MAX_IMAGE_IDS)),
  state: v.optional(v.picklist(IMAGE_STATES), 'current'),
  /** `1`: one real ListImages of one region with exactly these parameters, under the quota. */
  live: v.optional(v.literal('1')),
  format: v.optional(v.picklist(LIST_FORMATS), 'json'),
})
export type ImagesQuery = v.InferOutput<typeof imagesQuerySchema>

/** Query of `GET /api/changes` and of its feed. */
export const changesQuerySchema = v.strictObject({
  region: v.optional(regionsParameter, ALL_REGIONS),
  type: v.optional(v.picklist(IMAGE_TYPES)),
  platform: v.optional(v.picklist(PLATFORMS)),
  q: v.optional(searchSchema),
  since: v.optional(v.pipe(v.string(), v.isoTimestamp())),
})
export type ChangesQuery = v.InferOutput<typeof changesQuerySchema>
