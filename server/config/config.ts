import { isLoopbackHost } from '../http/middleware/allowed-hosts.ts'
import { type AccessSettings, parseAccess } from './access.ts'
import { parseCredentials, type CredentialSource } from './credentials.ts'
import { createReader, type Environment, type Facts, type Reader } from './env-reader.ts'
import { exposureProblems } from './exposure.ts'

/** Everything the process can be told, checked. */
export type Config = {
  /** The address to listen on; one that others can reach only where nothing is missing for that. */
  address: string
  /** 0 takes a free port. */
  port: number
  access: AccessSettings
  credentials: CredentialSource
  /** The account that the keys are of, for keys that do not stay the same; null where they tell themselves. */
  account: string | null
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
  const access = parseAccess(reader)
  for (const problem of exposureProblems({ host: hostOf(env), addresses: facts.addresses, access })) {
    reader.problem(problem)
  }
  const calls = credentials.kind === 'sample' ? SAMPLE_CALLS_PER_MINUTE : LIVE_CALLS_PER_MINUTE
  const config = {
    address: facts.addresses[0] ?? '',
    port: reader.whole('PORT', 8080, 0, 65_535),
    access,
    credentials,
    account: reader.text('SWAS_ACCOUNT') ?? null,
    endpoint: parseEndpoint(reader.text('SWAS_ENDPOINT'), reader.problem),
    callsPerMinute: reader.whole('SWAS_CALLS_PER_MINUTE', calls, 1, 100_000),
    freshMs: 1000 * reader.whole('SWAS_FRESH_SECONDS', 3600, 1, 30 * DAY_SECONDS),
    regionsFreshMs: 1000 * reader.whole('SWAS_REGIONS_FRESH_SECONDS', DAY_SECONDS, 1, 30 * DAY_SECONDS),
    dataDir: reader.text('DATA_DIR') ?? '.data',
    sweep: reader.choice('SWAS_SWEEP', ['on', 'off'], 'on') === 'on',
    retentionDays: reader.whole('SWAS_RETENTION_DAYS', 365, 1, 3650),
  }
  remark(config, reader)
  const problems = reader.problems()
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...config, notices: reader.notices() }
}

/** What no variable alone is to blame for. */
function remark({ credentials, account }: Pick<Config, 'credentials' | 'account'>, reader: Reader) {
  if (credentials.kind === 'keys' && credentials.securityToken !== null && account === null) {
    reader.notice('These are temporary keys: what is kept begins anew with each; set SWAS_ACCOUNT to go on.')
  }
  // Node itself obeys this variable: with it, anyone between us and Alibaba Cloud could read and change answers.
  if (reader.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    reader.problem('NODE_TLS_REJECT_UNAUTHORIZED=0 would accept forged answers; remove it.')
  }
}

/** The address or name to listen on, as it is written. */
export function hostOf(env: Environment): string {
  return (env['HOST']?.trim() ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1')
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
