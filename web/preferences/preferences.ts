import * as v from 'valibot'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

const VERSION = 1
const MOST_RECENT_REGIONS = 5

/** Languages of the page, as they stand in `lang` of the URL and of the document. */
export const PAGE_LANGUAGES = ['en', 'zh-CN'] as const
export type PageLanguage = (typeof PAGE_LANGUAGES)[number]

export const COLOR_SCHEMES = ['auto', 'light', 'dark'] as const
export type ColorScheme = (typeof COLOR_SCHEMES)[number]

const regionIds = v.pipe(v.array(v.string()), v.maxLength(100))

const preferencesSchema = v.object({
  /** Null follows the browser. */
  language: v.fallback(v.nullable(v.picklist(PAGE_LANGUAGES)), null),
  colorScheme: v.fallback(v.picklist(COLOR_SCHEMES), 'auto'),
  layout: v.fallback(v.picklist(['cards', 'table']), 'cards'),
  /** The copy form that was used last, as it stands in `as` of the URL; empty before the first time. */
  copyFormat: v.fallback(v.pipe(v.string(), v.maxLength(40)), ''),
  /** Whether shortcuts of a single key act. */
  shortcuts: v.fallback(v.boolean(), true),
  /** Newest first. */
  recentRegions: v.fallback(regionIds, []),
  favoriteRegions: v.fallback(regionIds, []),
})
/** What this browser remembers. It never overrides what a URL says. */
export type Preferences = v.InferOutput<typeof preferencesSchema>

/** The preferences in what was stored, whoever wrote it; what is not understood is as if it was never chosen. */
export function parsePreferences(stored: unknown): Preferences {
  return v.parse(preferencesSchema, typeof stored === 'object' && stored !== null ? stored : {})
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => parsePreferences({}), {
    name: 'swas-image-browser',
    version: VERSION,
    migrate: parsePreferences,
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
