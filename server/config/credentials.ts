import type { Facts, Reader } from './env-reader.ts'

/** Values of SWAS_CREDENTIALS. */
const SOURCES = ['auto', 'env', 'profile', 'ram-role', 'oidc', 'sample'] as const

/** Where the keys come from; only `keys` holds any. */
export type CredentialSource =
  | { kind: 'keys'; accessKeyId: string; accessKeySecret: string; securityToken: string | null }
  | { kind: 'profile'; profile: string | null }
  | { kind: 'ram-role' }
  /** The name of the role holds the account. */
  | { kind: 'oidc'; roleArn: string }
  | { kind: 'sample' }

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID'
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN'

/** The variables that hold secrets: removed from the environment of the process once they are read. */
export const KEY_VARIABLES = [ID, SECRET, TOKEN] as const

/** What must not be seen anywhere: for the log to remove. */
export function secretsOf(source: CredentialSource): string[] {
  if (source.kind !== 'keys') return []
  return [source.accessKeySecret, ...(source.securityToken === null ? [] : [source.securityToken])]
}

const ROLE = 'ALIBABA_CLOUD_ROLE_ARN'
const OIDC = [ROLE, 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_OIDC_TOKEN_FILE']

/** The source that the environment asks for. `auto` never falls back to the sample over half a key pair. */
export function parseCredentials(reader: Reader, facts: Facts): CredentialSource {
  const source = reader.choice('SWAS_CREDENTIALS', SOURCES, 'auto')
  const profile = { kind: 'profile', profile: reader.text('ALIBABA_CLOUD_PROFILE') ?? null } as const
  const keyless = source === 'auto' && facts.hasProfile ? profile : ({ kind: 'sample' } as const)
  if (source === 'auto') return parseKeys(reader, false) ?? keyless
  if (source === 'env') return parseKeys(reader, true) ?? keyless
  if (source === 'profile') return profile
  return source === 'oidc' ? parseOidc(reader) : { kind: source }
}

function parseOidc(reader: Reader): CredentialSource {
  for (const name of OIDC) {
    if (reader.text(name) === undefined) reader.problem(`SWAS_CREDENTIALS=oidc needs ${name}.`)
  }
  return { kind: 'oidc', roleArn: reader.text(ROLE) ?? '' }
}

function parseKeys(reader: Reader, required: boolean): CredentialSource | undefined {
  const [accessKeyId, accessKeySecret, securityToken] = [ID, SECRET, TOKEN].map((name) => reader.secret(name))
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    return { kind: 'keys', accessKeyId, accessKeySecret, securityToken: securityToken ?? null }
  }
  const anything = [accessKeyId, accessKeySecret, securityToken].some((value) => value !== undefined)
  if (!anything && !required) return undefined
  const missing = [accessKeyId === undefined && ID, accessKeySecret === undefined && SECRET].filter(Boolean)
  reader.problem(
    anything
      ? `Half a key pair: ${missing.join(' and ')} is missing.`
      : `SWAS_CREDENTIALS=env needs ${missing.join(' and ')}.`,
  )
  return undefined
}
