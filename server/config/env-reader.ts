/** Names and values as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What has to be known besides the environment in order to understand it. */
export type Facts = {
  /** Whether a profile file of the `aliyun` CLI or of the SDKs exists. */
  hasProfile: boolean
  /** The addresses that HOST stands for. */
  addresses: readonly string[]
}

/** Every variable that this server reads. */
const KNOWN = new Set([
  'SWAS_ACCOUNT',
  'SWAS_CREDENTIALS',
  'SWAS_ENDPOINT',
  'SWAS_CALLS_PER_MINUTE',
  'SWAS_FRESH_SECONDS',
  'SWAS_REGIONS_FRESH_SECONDS',
  'SWAS_SWEEP',
  'SWAS_RETENTION_DAYS',
])

/** Reads typed values of an environment and gathers what is wrong with them. */
export type Reader = ReturnType<typeof createReader>

/** Reads `env`; problems and notices are gathered, never thrown, so that all can be named at once. */
export function createReader(env: Environment) {
  const problems: string[] = []
  const notices = Object.keys(env)
    .filter((name) => name.startsWith('SWAS_') && !KNOWN.has(name))
    .map((name) => `${name} is not a variable of this server and is ignored.`)
  const problem = (text: string) => void problems.push(text)

  /** As written, white space around it removed; an empty value counts as unset. */
  function text(name: string): string | undefined {
    return env[name]?.trim() || undefined
  }

  /** As `text`, and says when white space was removed: a pasted line break is a classic of wrong signatures. */
  function secret(name: string): string | undefined {
    const value = text(name)
    if (value !== undefined && value !== env[name]) {
      notices.push(`${name} had white space around it, which was removed.`)
    }
    return value
  }

  /** A whole number from `least` to `most`. */
  function whole(name: string, otherwise: number, least: number, most: number): number {
    const value = text(name)
    if (value === undefined) return otherwise
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    problem(`${name} must be a whole number from ${least} to ${most}.`)
    return otherwise
  }

  /** One of `choices`. */
  function choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const value = text(name)
    if (value === undefined) return otherwise
    const found = choices.find((known) => known === value)
    if (found === undefined) problem(`${name} must be one of ${choices.join(', ')}.`)
    return found ?? otherwise
  }

  return {
    text,
    secret,
    whole,
    choice,
    problem,
    notice: (text: string) => void notices.push(text),
    problems: (): readonly string[] => problems,
    notices: (): readonly string[] => notices,
  }
}
