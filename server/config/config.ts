import { isLoopbackHost } from '../http/middleware/allowed-hosts.ts'
import { type AccessSettings, parseAccess } from './access.ts'
import { type CredentialSettings, parseCredentials } from './credentials.ts'
import { createEnvReader, type Environment, type EnvReader, type HostFacts } from './env-reader.ts'
import { ConfigError } from './errors.ts'
import { exposureProblems } from './exposure.ts'

/** The whole configuration of the process, validated. */
export type Config = {
  /** The address to listen on. One that other machines can reach is accepted only with sign-in, TLS and names. */
  address: string
  /** 0 takes a free port. */
  port: number
  access: AccessSettings
  credentials: CredentialSettings
  /** The account that the keys belong to, for keys that change; null to tell accounts apart by their keys. */
  account: string | null
  /** A loopback origin that receives every call instead of Alibaba Cloud. */
  endpoint: string | null
  /** Most calls of one operation in any 60 s. */
  callsPerMinute: number
  freshMs: number
  regionsFreshMs: number
  dataDir: string
  /** Whether regions are refreshed in the background. */
  sweep: boolean
  retentionDays: number
  /** Values that were corrected or ignored, for the log. */
  notices: readonly string[]
}

/** ListRegions and ListImages allow ten calls a minute; one is left to other users of the account. */
const LIVE_CALLS_PER_MINUTE = 9
/** The built-in sample has no quota of its own. */
const SAMPLE_CALLS_PER_MINUTE = 600
const DAY_SECONDS = 86_400

/**
 * Parses an environment, without touching anything else.
 * @throws ConfigError with every problem at once, and never the value of a secret
 */
export function parseConfig(env: Environment, facts: HostFacts): Config {
  const reader = createEnvReader(env)
  const credentials = parseCredentials(reader, facts)
  const access = parseAccess(reader)
  for (const problem of exposureProblems({ host: hostOf(env), addresses: facts.addresses, access })) {
    reader.problem(problem)
  }
  const calls = credentials.kind === 'sample' ? SAMPLE_CALLS_PER_MINUTE : LIVE_CALLS_PER_MINUTE
  const config = {
    address: facts.addresses[0] ?? '',
    port: reader.integer('PORT', 8080, 0, 65_535),
    access,
    credentials,
    account: reader.text('SWAS_ACCOUNT') ?? null,
    endpoint: parseEndpoint(reader.text('SWAS_ENDPOINT'), reader.problem),
    callsPerMinute: reader.integer('SWAS_CALLS_PER_MINUTE', calls, 1, 100_000),
    freshMs: 1000 * reader.integer('SWAS_FRESH_SECONDS', 3600, 1, 30 * DAY_SECONDS),
    regionsFreshMs: 1000 * reader.integer('SWAS_REGIONS_FRESH_SECONDS', DAY_SECONDS, 1, 30 * DAY_SECONDS),
    dataDir: reader.text('DATA_DIR') ?? '.data',
    sweep: reader.oneOf('SWAS_SWEEP', ['on', 'off'], 'on') === 'on',
    retentionDays: reader.integer('SWAS_RETENTION_DAYS', 365, 1, 3650),
  }
  checkCombinations(config, reader)
  const problems = reader.problems()
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...config, notices: reader.notices() }
}

function checkCombinations(
  { credentials, account }: Pick<Config, 'credentials' | 'account'>,
  reader: EnvReader,
) {
  const isTemporary = credentials.kind === 'fixed' && credentials.credentials.securityToken !== undefined
  if (isTemporary && account === null) {
    reader.notice(
      'These keys are temporary, and stored data belongs to one key: set SWAS_ACCOUNT to keep it across keys.',
    )
  }
  // Node itself obeys this variable: anyone between this server and Alibaba Cloud could then read and change responses.
  if (reader.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    reader.problem('NODE_TLS_REJECT_UNAUTHORIZED=0 would accept forged responses; remove it.')
  }
}

/** The host to listen on, as written but without brackets. */
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
  if (!isLoopbackHost(url.hostname)) problem('SWAS_ENDPOINT must be a loopback address such as 127.0.0.1.')
  return url.origin
}
