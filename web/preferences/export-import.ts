import * as v from 'valibot'

import { migratePreferences, PREFERENCES_VERSION } from './migrations.ts'
import { DEFAULT_PREFERENCES, type Preferences, preferencesSchema } from './preferences-store.ts'

/** Marks a file as ours. */
const KIND = 'swas-image-browser-preferences'
const MAX_CHARACTERS = 64 * 1024

const fieldsSchema = v.record(v.string(), v.unknown())
const envelopeSchema = v.object({
  kind: v.literal(KIND),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  preferences: fieldsSchema,
})

export const PREFERENCES_FILE = `${KIND}.json`

/** `unreadable`: not JSON, or too long. `foreign`: not our file. `newer`: from a later version. `value`: an invalid setting. */
export type FileProblem =
  | { reason: 'unreadable' | 'foreign' | 'newer' }
  | { reason: 'value'; name: keyof Preferences }

export function formatPreferencesFile(preferences: Preferences): string {
  return `${JSON.stringify({ kind: KIND, version: PREFERENCES_VERSION, preferences }, null, 2)}\n`
}

/** Parses a file of this version or an older one. A single invalid value rejects the whole file. */
export function parsePreferencesFile(
  text: string,
): { ok: true; preferences: Preferences } | { ok: false; problem: FileProblem } {
  const json = text.length > MAX_CHARACTERS ? undefined : readJson(text)
  if (json === undefined) return refused({ reason: 'unreadable' })
  const envelope = v.safeParse(envelopeSchema, json)
  if (!envelope.success) return refused({ reason: 'foreign' })
  const { version, preferences } = envelope.output
  if (version > PREFERENCES_VERSION) return refused({ reason: 'newer' })
  const migrated = v.parse(fieldsSchema, migratePreferences(preferences, version))
  const parsed = v.safeParse(preferencesSchema, { ...DEFAULT_PREFERENCES, ...migrated })
  if (parsed.success) return { ok: true, preferences: parsed.output }
  return refused({ reason: 'value', name: nameOf(parsed.issues[0].path?.[0]?.key) })
}

function refused(problem: FileProblem) {
  return { ok: false, problem } as const
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function nameOf(key: unknown): keyof Preferences {
  return PREFERENCE_NAMES.find((name) => name === key) ?? 'language'
}

const PREFERENCE_NAMES = v.keyof(preferencesSchema).options
