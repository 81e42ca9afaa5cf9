/** The version of the stored form. */
export const PREFERENCES_VERSION = 2

type Stored = Record<string, unknown>

/** One migration per version, starting with 1 → 2. New settings need none: they get their defaults. */
const STEPS: readonly ((stored: Stored) => Stored)[] = [
  // 1 → 2: an empty copy format meant the Terraform resource.
  (stored) => ({
    ...stored,
    copyFormat: stored['copyFormat'] === '' ? 'hcl-resource' : stored['copyFormat'],
  }),
]

/**
 * Migrates stored preferences to the current version; those of a newer version are returned unchanged. The result is not
 * validated.
 */
export function migratePreferences(stored: unknown, version: number): unknown {
  if (typeof stored !== 'object' || stored === null) return stored
  return STEPS.slice(Math.max(0, version - 1)).reduce<Stored>((older, step) => step(older), { ...stored })
}
