import { MAX_SEARCH_CHARACTERS } from '#contract/api.ts'
import { ALL_REGIONS, IMAGE_STATES, type ImageState, PLATFORMS } from '#contract/images.ts'

/** The choices of the type filter. `other` covers types the API may add. */
export const TYPE_CHOICES = ['all', 'system', 'app', 'custom', 'other'] as const
export type TypeChoice = (typeof TYPE_CHOICES)[number]

export const PLATFORM_CHOICES = ['any', ...PLATFORMS] as const
export type PlatformChoice = (typeof PLATFORM_CHOICES)[number]

/** Sort keys; a leading minus reverses the order. */
export const SORT_FIELDS = ['name', 'type', 'platform', 'region', 'firstSeen'] as const
export type SortField = (typeof SORT_FIELDS)[number]
export type Sort = SortField | `-${SortField}`
export const SORTS: readonly Sort[] = SORT_FIELDS.flatMap((field): Sort[] => [field, `-${field}`])

export const LAYOUTS = ['cards', 'table'] as const
export type Layout = (typeof LAYOUTS)[number]

/** Optional columns of the table; name and ID are always shown. */
export const COLUMNS = ['type', 'platform', 'region', 'description', 'firstSeen'] as const
export type Column = (typeof COLUMNS)[number]

/** The state of the image list: exactly what the URL holds. */
export type ImageView = {
  /** One region ID, several as a sorted `a,b`, or `all`; `''` if none is chosen. */
  region: string
  type: TypeChoice
  platform: PlatformChoice
  /** The search text as typed. */
  search: string
  sort: Sort
  /** Undefined: the reader's preference. */
  layout: Layout | undefined
  /** Columns in the order of {@link COLUMNS}, e.g. `type,region`, or `none`. Undefined: the reader's preference. */
  columns: string | undefined
  state: ImageState
}

export const DEFAULT_VIEW: ImageView = {
  region: '',
  type: 'all',
  platform: 'any',
  search: '',
  sort: 'name',
  layout: undefined,
  columns: undefined,
  state: 'current',
}

/** A URL parameter that was ignored because it is unknown or invalid. */
export type ViewNotice = { parameter: string; value: string }

/** Parameters that other parts of the page read. */
const FOREIGN_PARAMETERS = ['lang', 'sel', 'as']

const choice =
  <T extends string>(choices: readonly T[]) =>
  (text: string): T | undefined =>
    choices.find((candidate) => candidate === text)

/** Maps a URL parameter to a field of the view. */
function parameter<K extends keyof ImageView>(
  key: K,
  name: string,
  parse: (text: string) => ImageView[K] | undefined,
) {
  const apply = (view: ImageView, text: string): boolean => {
    const parsed = parse(text)
    if (parsed !== undefined) view[key] = parsed
    return parsed !== undefined
  }
  return { key, name, apply }
}

/** In the order they appear in the URL. */
const PARAMETERS = [
  parameter('region', 'region', parseRegion),
  parameter('type', 'type', choice(TYPE_CHOICES)),
  parameter('platform', 'platform', choice(PLATFORM_CHOICES)),
  parameter('search', 'q', parseSearch),
  parameter('sort', 'sort', choice(SORTS)),
  parameter('layout', 'view', choice(LAYOUTS)),
  parameter('columns', 'cols', parseColumns),
  parameter('state', 'state', choice(IMAGE_STATES)),
]

/** Parses the query of a URL. Invalid values fall back to their defaults, with a notice. */
export function parseView(search: string): { view: ImageView; notices: ViewNotice[] } {
  const parameters = new URLSearchParams(search)
  const view = { ...DEFAULT_VIEW }
  const ignored = PARAMETERS.flatMap(({ name, apply }) => {
    const [first, ...repeated] = parameters.getAll(name)
    const values = first === undefined || apply(view, first) ? repeated : [first, ...repeated]
    return values.filter((value) => value !== '').map((value) => ({ parameter: name, value }))
  })
  const known = new Set([...PARAMETERS.map(({ name }) => name), ...FOREIGN_PARAMETERS])
  const foreign = [...parameters].filter(([name]) => !known.has(name))
  return { view, notices: [...ignored, ...foreign.map(([name, value]) => ({ parameter: name, value }))] }
}

/**
 * Formats a view as the query of a URL: `?region=cn-hangzhou&type=app`. Each view has one URL: defaults are left out and
 * the order is fixed. Inverse of {@link parseView}.
 */
export function formatView(view: ImageView): string {
  const parameters = new URLSearchParams()
  for (const { key, name } of PARAMETERS) {
    const value = view[key]
    if (value !== undefined && value !== DEFAULT_VIEW[key]) parameters.append(name, value)
  }
  return parameters.size === 0 ? '' : `?${parameters.toString().replaceAll('%2C', ',')}`
}

export function isFiltered(view: ImageView): boolean {
  return view.type !== 'all' || view.platform !== 'any' || view.search.trim() !== ''
}

/** Clears the filters; region, order and layout stay. */
export function withoutFilters(view: ImageView): ImageView {
  const { type, platform, search } = DEFAULT_VIEW
  return { ...view, type, platform, search }
}

const REGION_ID = /^[a-z][a-z0-9-]{0,39}$/

function parseRegion(text: string): string | undefined {
  const ids = [...new Set(text.split(','))].sort()
  if (!ids.every((id) => REGION_ID.test(id)) || ids.length > 100) return undefined
  return ids.includes(ALL_REGIONS) ? ALL_REGIONS : ids.join(',')
}

/** Formats columns for the URL, without duplicates and in the order of {@link COLUMNS}. */
export function formatColumns(columns: readonly Column[]): string {
  return COLUMNS.filter((column) => columns.includes(column)).join(',') || NO_COLUMNS
}

/** Inverse of {@link formatColumns}. */
export function columnsOf(text: string): readonly Column[] {
  const names = text.split(',')
  return COLUMNS.filter((column) => names.includes(column))
}

const NO_COLUMNS = 'none'

function parseColumns(text: string): string | undefined {
  const isKnown = text === NO_COLUMNS || text.split(',').every((name) => choice(COLUMNS)(name) !== undefined)
  return isKnown ? formatColumns(columnsOf(text)) : undefined
}

function parseSearch(text: string): string | undefined {
  return text.length <= MAX_SEARCH_CHARACTERS ? text.toWellFormed() : undefined
}
