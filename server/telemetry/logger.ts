import { createRedactor, type Redactor } from './redact.ts'

type LogMethod = { (entry: object, text?: string): void; (text: string): void }

/** Writes JSON lines, redacted: for operators, not for callers of the API. */
export type Log = { info: LogMethod; warn: LogMethod; error: LogMethod }

/** A log that learns of secrets while the process runs. */
export type ConcealingLog = Log & { conceal(secrets: readonly string[]): void }

const MAX_TEXT = 1000
const MAX_LINE = 4000
const MAX_FIELDS = 20
const MAX_DEPTH = 4

/** Characters that a terminal would act on or that reorder text. JSON itself escapes those below U+0020. */
const UNSAFE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/**
 * Writes one line of JSON per entry, at most 4,000 characters long.
 * @param secrets never appear, in whatever spelling
 */
export function createLog(write: (line: string) => void, secrets: readonly string[]): ConcealingLog {
  const redactor = createRedactor(secrets)

  function methodOf(level: keyof Log): LogMethod {
    return (first: object | string, text?: string) => {
      const time = isoTime(Date.now())
      const entry =
        typeof first === 'string'
          ? { msg: redactor.truncate(first, MAX_TEXT) }
          : { ...shorten(first, MAX_DEPTH, redactor), msg: text && redactor.truncate(text, MAX_TEXT) }
      const line = `${JSON.stringify({ level, time, ...entry })}\n`
      write(bounded(printable(redactor.redact(line))))
    }
  }

  return {
    info: methodOf('info'),
    warn: methodOf('warn'),
    error: methodOf('error'),
    conceal: redactor.conceal,
  }
}

/** Joins the lines of a short while into one write: under load, one system call per line costs more than the line. */
export type BatchedWriter = {
  add: (line: string) => void
  /** Writes what is buffered, for example because the process exits. */
  flush: () => void
}

/** @param schedule calls `flush` when the current batch should be written */
export function batchWrites(
  write: (text: string) => void,
  schedule: (flush: () => void) => void,
): BatchedWriter {
  let buffer = ''

  function flush() {
    const text = buffer
    buffer = ''
    if (text !== '') write(text)
  }

  return {
    add(line) {
      if (buffer === '') schedule(flush)
      buffer += line
    },
    flush,
  }
}

/** The last formatted time: under load many lines share one millisecond. */
let last = { ms: Number.NaN, text: '' }

function isoTime(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() }
  return last.text
}

/** True for most entries: they are written as they are. */
function isShort(entry: object): boolean {
  const values: unknown[] = Object.values(entry)
  return (
    values.length <= MAX_FIELDS &&
    values.every((value) =>
      typeof value === 'string' ? value.length <= MAX_TEXT : typeof value === 'number' || value === undefined,
    )
  )
}

function shorten(entry: object, depth: number, redactor: Redactor): object {
  if (isShort(entry)) return entry
  return Object.fromEntries(
    Object.entries(entry)
      .slice(0, MAX_FIELDS)
      .map(([name, value]) => [name, shortenValue(value, depth - 1, redactor)]),
  )
}

function shortenValue(value: unknown, depth: number, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.truncate(value, MAX_TEXT)
  if (value instanceof Error) return describeError(value, depth, redactor)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth <= 0) return '[deeper]'
  if (Array.isArray(value)) {
    return value.slice(0, MAX_FIELDS).map((item) => shortenValue(item, depth - 1, redactor))
  }
  return shorten(value, depth, redactor)
}

function describeError(error: Error, depth: number, redactor: Redactor): Record<string, unknown> {
  const cause =
    error.cause === undefined || depth <= 0 ? {} : { cause: shortenValue(error.cause, depth - 1, redactor) }
  const truncate = (text: string) => redactor.truncate(text, MAX_TEXT)
  return { name: error.name, message: truncate(error.message), stack: truncate(error.stack ?? ''), ...cause }
}

function bounded(line: string): string {
  if (line.length <= MAX_LINE) return line
  const time = new Date().toISOString()
  const entry = { level: 'warn', time, msg: 'This log entry was too long', start: line.slice(0, MAX_TEXT) }
  return `${JSON.stringify(entry)}\n`
}

function printable(line: string): string {
  return line.replaceAll(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
