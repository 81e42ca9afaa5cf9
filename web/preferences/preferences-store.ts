import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

import { safeStorage } from '../lib/browser-storage.ts'
import { COLUMNS, LAYOUTS } from '../routing/image-view.ts'
import { migratePreferences, PREFERENCES_VERSION } from './migrations.ts'

const MOST_RECENT_REGIONS = 5

/** Languages of the page, as they stand in `lang` of the URL and of the document. */
export const PAGE_LANGUAGES = ['en', 'zh-CN'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** Each language in its own words. */
export const LANGUAGE_NAMES: Record<PageLanguage, string> = { en: 'English', 'zh-CN': '简体中文' }

export const COLOR_SCHEMES = ['auto', 'light', 'dark'] as const
export type ColorScheme = (typeof COLOR_SCHEMES)[number]

/** How close rows and cards stand. */
export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

const regionIds = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/))),
  v.maxLength(100),
  v.transform((ids) => [...new Set(ids)]),
)

/** What may be chosen, strictly. */
export const preferencesSchema = v.object({
  /** Null follows the browser. */
  language: v.nullable(v.picklist(PAGE_LANGUAGES)),
  colorScheme: v.picklist(COLOR_SCHEMES),
  layout: v.picklist(LAYOUTS),
  density: v.picklist(DENSITIES),
  /** The columns of the table beside name and ID. */
  columns: v.pipe(
    v.array(v.picklist(COLUMNS)),
    v.transform((chosen) => COLUMNS.filter((column) => chosen.includes(column))),
  ),
  /** The copy form that a preview opens in, as it stands in `as` of the URL. */
  copyFormat: v.pipe(v.string(), v.maxLength(40)),
  /** Whether shortcuts of a single key act. */
  shortcuts: v.boolean(),
  /** Where exact dates are told, in the names of IANA; null follows the browser. */
  timeZone: v.nullable(v.pipe(v.string(), v.check(isTimeZone, 'Unknown time zone'))),
  /** Whether this browser keeps a copy of page and data for when the server is away. */
  offline: v.boolean(),
  /** Newest first. */
  recentRegions: regionIds,
  favoriteRegions: regionIds,
})
/** What this browser remembers. It never overrides what a URL says. */
export type Preferences = v.InferOutput<typeof preferencesSchema>

/** As it is before anything was chosen. */
export const FIRST_PREFERENCES: Preferences = {
  language: null,
  colorScheme: 'auto',
  layout: 'cards',
  density: 'comfortable',
  columns: ['type', 'platform', 'region', 'description'],
  copyFormat: 'hcl-resource',
  shortcuts: true,
  timeZone: null,
  offline: false,
  recentRegions: [],
  favoriteRegions: [],
}

const SCHEMAS = new Map<string, v.GenericSchema>(Object.entries(preferencesSchema.entries))

/** The preferences in what was stored, whoever wrote it; what is not understood is as if it was never chosen. */
export function parsePreferences(stored: unknown): Preferences {
  const understood = Object.entries(typeof stored === 'object' && stored !== null ? stored : {}).filter(
    ([name, value]) => {
      const schema = SCHEMAS.get(name)
      return schema !== undefined && v.is(schema, value)
    },
  )
  return v.parse(preferencesSchema, { ...FIRST_PREFERENCES, ...Object.fromEntries(understood) })
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => FIRST_PREFERENCES, {
    name: 'swas-image-browser',
    storage: createJSONStorage(() => safeStorage(() => localStorage)),
    version: PREFERENCES_VERSION,
    migrate: (stored, version) => parsePreferences(migratePreferences(stored, version)),
    merge: parsePreferences,
  }),
)

/** Remembers choices. */
export function prefer(choices: Partial<Preferences>) {
  usePreferences.setState(choices)
}

/** Puts a region first among the recent ones. */
export function rememberRegion(regionId: string) {
  usePreferences.setState(({ recentRegions }) => ({
    recentRegions: withRecent(recentRegions, regionId),
  }))
}

/** `recent` with a region first, each once, not too many. */
export function withRecent(recent: readonly string[], regionId: string): string[] {
  return [regionId, ...recent.filter((other) => other !== regionId)].slice(0, MOST_RECENT_REGIONS)
}

/** Marks a region as a favorite, or takes the mark away. */
export function toggleFavorite(regionId: string) {
  usePreferences.setState(({ favoriteRegions }) => ({
    favoriteRegions: favoriteRegions.includes(regionId)
      ? favoriteRegions.filter((other) => other !== regionId)
      : [...favoriteRegions, regionId],
  }))
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
