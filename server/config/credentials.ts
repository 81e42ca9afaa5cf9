import type { CredentialOrigin } from '../swas/credentials.ts'
import type { EnvReader, HostFacts } from './env-reader.ts'

/** Values of SWAS_CREDENTIALS. */
const SOURCES = ['auto', 'env', 'profile', 'ram-role', 'oidc', 'sample'] as const

/** Where the keys come from; only `fixed` holds any. `sample` needs none. */
export type CredentialSettings =
  | Exclude<CredentialOrigin, { kind: 'oidc' }>
  /** The ARN of the role names the account. */
  | { kind: 'oidc'; roleArn: string }
  | { kind: 'sample' }

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID'
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN'

/** The variables that hold secrets. The process deletes them from its environment once it has read them. */
export const KEY_VARIABLES = [ID, SECRET, TOKEN] as const

/** The secrets that the log must redact. */
export function secretsOf(source: CredentialSettings): string[] {
  if (source.kind !== 'fixed') return []
  const { accessKeySecret, securityToken } = source.credentials
  return [accessKeySecret, ...(securityToken === undefined ? [] : [securityToken])]
}

const ROLE = 'ALIBABA_CLOUD_ROLE_ARN'
const OIDC = [ROLE, 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_OIDC_TOKEN_FILE']

/** Parses the source of the keys. Half a key pair is a problem: `auto` never falls back to the sample then. */
export function parseCredentials(reader: EnvReader, facts: HostFacts): CredentialSettings {
  const source = reader.oneOf('SWAS_CREDENTIALS', SOURCES, 'auto')
  const profile = { kind: 'profile', profile: reader.text('ALIBABA_CLOUD_PROFILE') ?? null } as const
  const keyless = source === 'auto' && facts.hasProfile ? profile : ({ kind: 'sample' } as const)
  if (source === 'auto') return parseKeys(reader, false) ?? keyless
  if (source === 'env') return parseKeys(reader, true) ?? keyless
  if (source === 'profile') return profile
  return source === 'oidc' ? parseOidc(reader) : { kind: source }
}

function parseOidc(reader: EnvReader): CredentialSettings {
  for (const name of OIDC) {
    if (reader.text(name) === undefined) reader.problem(`SWAS_CREDENTIALS=oidc needs ${name}.`)
  }
  return { kind: 'oidc', roleArn: reader.text(ROLE) ?? '' }
}

function parseKeys(reader: EnvReader, required: boolean): CredentialSettings | undefined {
  const [accessKeyId, accessKeySecret, securityToken] = [ID, SECRET, TOKEN].map((name) => reader.secret(name))
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    const pair = { accessKeyId, accessKeySecret }
    return { kind: 'fixed', credentials: securityToken === undefined ? pair : { ...pair, securityToken } }
  }
  const isAnySet = [accessKeyId, accessKeySecret, securityToken].some((value) => value !== undefined)
  if (!isAnySet && !required) return undefined
  const missing = [accessKeyId === undefined && ID, accessKeySecret === undefined && SECRET].filter(Boolean)
  reader.problem(
    isAnySet
      ? `The key pair is incomplete: ${missing.join(' and ')} is missing.`
      : `SWAS_CREDENTIALS=env needs ${missing.join(' and ')}.`,
  )
  return undefined
}
