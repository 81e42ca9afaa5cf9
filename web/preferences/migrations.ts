/** What the stored preferences are written as now. */
export const PREFERENCES_VERSION = 2

type Stored = Record<string, unknown>

/** From each version to the next, beginning with 1. What came to be known later is added by the first preferences. */
const STEPS: readonly ((stored: Stored) => Stored)[] = [
  // 1 → 2: an empty copy form meant the Terraform resource; density, columns and time zone came.
  (stored) => ({
    ...stored,
    copyFormat: stored['copyFormat'] === '' ? 'hcl-resource' : stored['copyFormat'],
  }),
]

/**
 * What was stored by an older version, as this one writes it; of a newer version it is left as it is. It is not checked
 * here: whatever it is, it has to be parsed.
 */
export function migratePreferences(stored: unknown, version: number): unknown {
  if (typeof stored !== 'object' || stored === null) return stored
  return STEPS.slice(Math.max(0, version - 1)).reduce<Stored>((older, step) => step(older), { ...stored })
}
