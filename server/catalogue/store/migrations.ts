import { DatabaseSync } from 'node:sqlite'

/** "SWIB": marks a database file as ours (SQLite's `application_id`). */
const APPLICATION_ID = 0x53_57_49_42

/** Entry n migrates from version n to n + 1. The texts are compared with those in the file, so never edit one. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE snapshots (owner TEXT, region_id TEXT, fetched_at_ms INTEGER NOT NULL, request_id TEXT,
     dropped INTEGER NOT NULL, version TEXT NOT NULL, PRIMARY KEY (owner, region_id)) STRICT, WITHOUT ROWID;
   CREATE TABLE images (owner TEXT, region_id TEXT, image_id TEXT, image_name TEXT NOT NULL, image_type TEXT NOT NULL,
     platform TEXT NOT NULL, description TEXT NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
     position INTEGER, PRIMARY KEY (owner, region_id, image_id)) STRICT, WITHOUT ROWID;
   CREATE TABLE changes (owner TEXT, id TEXT, at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (owner, id)) STRICT;
   CREATE TABLE listings (owner TEXT, language TEXT, fetched_at_ms INTEGER NOT NULL, regions TEXT NOT NULL,
     PRIMARY KEY (owner, language)) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE owners (owner TEXT PRIMARY KEY, used_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO owners SELECT owner, max(fetched_at_ms) FROM snapshots GROUP BY owner;
   CREATE INDEX changes_by_time ON changes (owner, at);`,
  `CREATE TABLE calls (id INTEGER PRIMARY KEY, owner TEXT NOT NULL, operation TEXT NOT NULL, priority TEXT NOT NULL,
     ended_at_ms INTEGER) STRICT;`,
  `CREATE TABLE pauses (owner TEXT, operation TEXT, until_ms INTEGER NOT NULL, PRIMARY KEY (owner, operation))
     STRICT, WITHOUT ROWID;`,
]

export const SCHEMA_VERSION = MIGRATIONS.length

/** The file is a valid database that this program cannot use. */
export class ForeignFileError extends Error {
  override name = 'ForeignFileError'
}

/**
 * Migrates a database to the current schema, in one transaction.
 * @throws ForeignFileError if the file belongs to another program or to a later version of this one
 */
export function migrate(db: DatabaseSync) {
  const id = pragma(db, 'application_id')
  const version = pragma(db, 'user_version')
  if (id !== APPLICATION_ID && (id !== 0 || version !== 0 || tablesOf(db).length > 0))
    throw new ForeignFileError('it belongs to another program')
  if (version > SCHEMA_VERSION) throw new ForeignFileError(`it is of the later schema version ${version}`)
  if (version < SCHEMA_VERSION)
    db.exec(
      `BEGIN IMMEDIATE; ${MIGRATIONS.slice(version).join('\n')}
       PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`,
    )
  if (tablesOf(db).join() !== expectedTables().join())
    throw new ForeignFileError('its tables are not those of this program')
}

/** The application ID alone does not prove that the tables are ours. */
function expectedTables(): string[] {
  const db = new DatabaseSync(':memory:')
  try {
    db.exec(MIGRATIONS.join('\n'))
    return tablesOf(db)
  } finally {
    db.close()
  }
}

function tablesOf(db: DatabaseSync): string[] {
  return db
    .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .all()
    .map(({ sql }) => String(sql))
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name])
}
