import { parseCredentials, type CredentialSource } from './credential-source.ts'
import { createReader, type Environment, type Facts } from './environment.ts'
import { isLoopbackHost } from './http/authority.ts'

/** Everything the process can be told, checked. */
export type Config = {
  /** An address or name to listen on; only loopback ones are let through before listening. */
  host: string
  /** 0 takes a free port. */
  port: number
  credentials: CredentialSource
  /** Origin that every call goes to instead of Alibaba Cloud's; of a loopback address only. */
  endpoint: string | null
  /** Most calls of one operation in any 60 s. */
  callsPerMinute: number
  freshMs: number
  regionsFreshMs: number
  dataDir: string
  /** Whether regions are refreshed in the background. */
  sweep: boolean
  retentionDays: number
  /** What was taken otherwise than written; for the log. */
  notices: readonly string[]
}

/** The environment cannot be used; `problems` names everything that is wrong with it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** Nine leave one of the ten calls a minute that ListRegions and ListImages allow to whoever else uses the account. */
const LIVE_CALLS_PER_MINUTE = 9
/** The embedded sample has no quota of its own. */
const SAMPLE_CALLS_PER_MINUTE = 600
const DAY_SECONDS = 86_400

/**
 * Reads the environment, without touching anything else.
 * @throws ConfigError that names every problem at once, and no value of a secret.
 */
export function parseConfig(env: Environment, facts: Facts): Config {
  const reader = createReader(env)
  const credentials = parseCredentials(reader, facts)
  const calls = credentials.kind === 'sample' ? SAMPLE_CALLS_PER_MINUTE : LIVE_CALLS_PER_MINUTE
  const config = {
    host: parseHost(reader.written('HOST') ?? '127.0.0.1', reader.problem),
    port: reader.whole('PORT', 8080, 0, 65_535),
    credentials,
    endpoint: parseEndpoint(reader.text('SWAS_ENDPOINT'), reader.problem),
    callsPerMinute: reader.whole('SWAS_CALLS_PER_MINUTE', calls, 1, 100_000),
    freshMs: 1000 * reader.whole('SWAS_FRESH_SECONDS', 3600, 1, 30 * DAY_SECONDS),
    regionsFreshMs: 1000 * reader.whole('SWAS_REGIONS_FRESH_SECONDS', DAY_SECONDS, 1, 30 * DAY_SECONDS),
    dataDir: reader.text('DATA_DIR') ?? '.data',
    sweep: reader.choice('SWAS_SWEEP', ['on', 'off'], 'on') === 'on',
    retentionDays: reader.whole('SWAS_RETENTION_DAYS', 365, 1, 3650),
  }
  // Node itself obeys this variable: with it, anyone between us and Alibaba Cloud could read and change answers.
  if (reader.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    reader.problem('NODE_TLS_REJECT_UNAUTHORIZED=0 would accept forged answers; remove it.')
  }
  const problems = reader.problems()
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...config, notices: reader.notices() }
}

/** What Node's `listen` takes for every interface; some of it resolves to nothing that could be checked later. */
const EVERYWHERE = new Set(['', '*', '0', '0.0.0.0', '::', '[::]'])

function parseHost(host: string, problem: (text: string) => void): string {
  if (EVERYWHERE.has(host)) problem(exposureProblem(host))
  return /^\[.*\]$/.test(host) ? host.slice(1, -1) : host
}

/** Why a host is refused that other machines could reach. */
export function exposureProblem(host: string): string {
  return (
    `HOST=${host} can be reached from other machines. That needs sign-in, which is not available yet; ` +
    'use 127.0.0.1, ::1 or localhost.'
  )
}

function parseEndpoint(text: string | undefined, problem: (text: string) => void): string | null {
  if (text === undefined) return null
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || !/^https?:\/\/[^/@?#\\]+\/?$/i.test(text)) {
    problem('SWAS_ENDPOINT must be an origin such as http://127.0.0.1:4010.')
    return null
  }
  if (!isLoopbackHost(url.hostname)) problem('SWAS_ENDPOINT is accepted only for a loopback address.')
  return url.origin
}
