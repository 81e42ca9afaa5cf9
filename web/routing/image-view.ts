import { MAX_SEARCH_CHARACTERS } from '#contract/api.ts'
import { ALL_REGIONS, IMAGE_STATES, type ImageState, PLATFORMS } from '#contract/images.ts'

/** What the type filter offers; `other` stands for types that the API may have one day. */
export const TYPE_CHOICES = ['all', 'system', 'app', 'custom', 'other'] as const
export type TypeChoice = (typeof TYPE_CHOICES)[number]

export const PLATFORM_CHOICES = ['any', ...PLATFORMS] as const
export type PlatformChoice = (typeof PLATFORM_CHOICES)[number]

/** What a list can be sorted by; a minus turns the order round. */
export const SORT_FIELDS = ['name', 'type', 'platform', 'region', 'firstSeen'] as const
export type SortField = (typeof SORT_FIELDS)[number]
export type Sort = SortField | `-${SortField}`
export const SORTS: readonly Sort[] = SORT_FIELDS.flatMap((field): Sort[] => [field, `-${field}`])

export const LAYOUTS = ['cards', 'table'] as const
export type Layout = (typeof LAYOUTS)[number]

/** Columns of the table that may be left out; name and ID always stand. */
export const COLUMNS = ['type', 'platform', 'region', 'description', 'firstSeen'] as const
export type Column = (typeof COLUMNS)[number]

/** What the operator looks at. Everything of it is in the URL, and nothing else is. */
export type ImageView = {
  /** Nothing chosen: `''`. One region ID, several as `a,b` in order, or `all`. */
  region: string
  type: TypeChoice
  platform: PlatformChoice
  /** The search text as it was typed. */
  search: string
  sort: Sort
  /** Where the URL does not say, the reader's own preference. */
  layout: Layout | undefined
  /** Columns of the table in the order of {@link COLUMNS}, as `type,region`, or `none`. Undefined as with the layout. */
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

/** Something in the URL that was not understood, and is ignored. */
export type ViewNotice = { parameter: string; value: string }

/** Parameters that other parts of the page read by themselves. */
const FOREIGN_PARAMETERS = ['lang', 'sel', 'as']

const choice =
  <T extends string>(choices: readonly T[]) =>
  (text: string): T | undefined =>
    choices.find((candidate) => candidate === text)

/** One parameter of the URL, and the part of the view that it holds. */
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

/** In the order in which they are written. */
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

/** Reads a view from the query of a URL. What makes no sense falls back to its default, with a notice. */
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
 * Writes a view as the query of a URL: `?region=cn-hangzhou&type=app`. Defaults are left out and the order is fixed,
 * so that a view has one URL. Inverse of {@link parseView}.
 */
export function formatView(view: ImageView): string {
  const parameters = new URLSearchParams()
  for (const { key, name } of PARAMETERS) {
    const value = view[key]
    if (value !== undefined && value !== DEFAULT_VIEW[key]) parameters.append(name, value)
  }
  return parameters.size === 0 ? '' : `?${parameters.toString().replaceAll('%2C', ',')}`
}

/** Whether a filter narrows the list. */
export function isFiltered(view: ImageView): boolean {
  return view.type !== 'all' || view.platform !== 'any' || view.search.trim() !== ''
}

/** The view without its filters; region, order and layout stay. */
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

/** The columns as they stand in the address: each once, in their order. */
export function formatColumns(columns: readonly Column[]): string {
  return COLUMNS.filter((column) => columns.includes(column)).join(',') || NO_COLUMNS
}

/** The columns of {@link formatColumns}. */
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
