/** Names and values, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Facts about this machine that the environment alone does not tell. */
export type HostFacts = {
  /** Whether the `aliyun` CLI or the SDKs have a profile file here. */
  hasProfile: boolean
  /** The addresses that HOST resolves to. */
  addresses: readonly string[]
}

const KNOWN_SWAS_VARIABLES = new Set([
  'SWAS_ACCOUNT',
  'SWAS_CREDENTIALS',
  'SWAS_ENDPOINT',
  'SWAS_CALLS_PER_MINUTE',
  'SWAS_FRESH_SECONDS',
  'SWAS_REGIONS_FRESH_SECONDS',
  'SWAS_SWEEP',
  'SWAS_RETENTION_DAYS',
])

/** Reads typed values from an environment. Collects problems instead of throwing, to report all of them at once. */
export type EnvReader = ReturnType<typeof createEnvReader>

/** @param env may hold anything; only SWAS_* variables that are unknown are reported */
export function createEnvReader(env: Environment) {
  const problems: string[] = []
  const notices = Object.keys(env)
    .filter((name) => name.startsWith('SWAS_') && !KNOWN_SWAS_VARIABLES.has(name))
    .map((name) => `${name} is not a variable of this server and is ignored.`)
  const problem = (text: string) => void problems.push(text)

  /** The trimmed value. An empty one counts as unset. */
  function text(name: string): string | undefined {
    return env[name]?.trim() || undefined
  }

  /** Like `text`, but reports trimmed white space: a pasted line break is a classic cause of wrong signatures. */
  function secret(name: string): string | undefined {
    const value = text(name)
    if (value !== undefined && value !== env[name]) {
      notices.push(`${name} had white space around it, which was removed.`)
    }
    return value
  }

  /** The comma-separated items, trimmed and without empty ones. */
  function list(name: string): readonly string[] {
    return (env[name] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  }

  function integer(name: string, fallback: number, min: number, max: number): number {
    const value = text(name)
    if (value === undefined) return fallback
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    problem(`${name} must be a whole number from ${min} to ${max}.`)
    return fallback
  }

  function oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = text(name)
    if (value === undefined) return fallback
    const found = choices.find((choice) => choice === value)
    if (found === undefined) problem(`${name} must be one of ${choices.join(', ')}.`)
    return found ?? fallback
  }

  return {
    text,
    secret,
    list,
    integer,
    oneOf,
    problem,
    notice: (text: string) => void notices.push(text),
    problems: (): readonly string[] => problems,
    notices: (): readonly string[] => notices,
  }
}
