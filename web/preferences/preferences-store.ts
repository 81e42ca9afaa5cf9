import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

import { safeStorage } from '../lib/browser-storage.ts'
import { COLUMNS, LAYOUTS } from '../routing/image-view.ts'
import { migratePreferences, PREFERENCES_VERSION } from './migrations.ts'

const MAX_RECENT_REGIONS = 5

/** Values of `lang` in the URL and on the document. */
export const PAGE_LANGUAGES = ['en', 'zh-CN'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

export const LANGUAGE_NAMES: Record<PageLanguage, string> = { en: 'English', 'zh-CN': '简体中文' }

export const COLOR_SCHEMES = ['auto', 'light', 'dark'] as const
export type ColorScheme = (typeof COLOR_SCHEMES)[number]

export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

const regionIds = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/))),
  v.maxLength(100),
  v.transform((ids) => [...new Set(ids)]),
)

export const preferencesSchema = v.object({
  /** Null for the browser's. */
  language: v.nullable(v.picklist(PAGE_LANGUAGES)),
  colorScheme: v.picklist(COLOR_SCHEMES),
  layout: v.picklist(LAYOUTS),
  density: v.picklist(DENSITIES),
  /** Table columns besides name and ID. */
  columns: v.pipe(
    v.array(v.picklist(COLUMNS)),
    v.transform((chosen) => COLUMNS.filter((column) => chosen.includes(column))),
  ),
  /** The default copy format; a value of `as` in the URL. */
  copyFormat: v.pipe(v.string(), v.maxLength(40)),
  /** Whether single-key shortcuts are on. */
  shortcuts: v.boolean(),
  /** IANA name for exact dates; null for the browser's. */
  timeZone: v.nullable(v.pipe(v.string(), v.check(isTimeZone, 'Unknown time zone'))),
  /** Whether page and data are stored for offline use. */
  offline: v.boolean(),
  /** Most recent first. */
  recentRegions: regionIds,
  favoriteRegions: regionIds,
})
/** Settings stored in this browser. The URL takes precedence. */
export type Preferences = v.InferOutput<typeof preferencesSchema>

export const DEFAULT_PREFERENCES: Preferences = {
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

/** Parses stored preferences; invalid values fall back to their defaults. */
export function parsePreferences(stored: unknown): Preferences {
  const valid = Object.entries(typeof stored === 'object' && stored !== null ? stored : {}).filter(
    ([name, value]) => {
      const schema = SCHEMAS.get(name)
      return schema !== undefined && v.is(schema, value)
    },
  )
  return v.parse(preferencesSchema, { ...DEFAULT_PREFERENCES, ...Object.fromEntries(valid) })
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => DEFAULT_PREFERENCES, {
    name: 'swas-image-browser',
    storage: createJSONStorage(() => safeStorage(() => localStorage)),
    version: PREFERENCES_VERSION,
    migrate: (stored, version) => parsePreferences(migratePreferences(stored, version)),
    merge: parsePreferences,
  }),
)

export function setPreferences(choices: Partial<Preferences>) {
  usePreferences.setState(choices)
}

export function rememberRegion(regionId: string) {
  usePreferences.setState(({ recentRegions }) => ({
    recentRegions: withRecent(recentRegions, regionId),
  }))
}

/** `recent` with the region moved or added to the front, at most five. */
export function withRecent(recent: readonly string[], regionId: string): string[] {
  return [regionId, ...recent.filter((other) => other !== regionId)].slice(0, MAX_RECENT_REGIONS)
}

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
