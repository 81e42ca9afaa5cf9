import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { ownField, textField } from './json-fields.ts'

/**
 * The profile file of the `aliyun` CLI, as far as it may be used. `exposed`: other users of this machine may read it,
 * so that its keys are not safe; `mode` is as `chmod` writes it.
 */
export type CliProfile =
  | { state: 'absent' }
  | { state: 'exposed'; path: string; mode: string }
  | { state: 'ready'; path: string }

/** Chains of profiles that are longer are taken for circles. */
const MOST_LINKS = 10

/**
 * Looks for the file of the `aliyun` CLI. Windows has no such modes.
 * @param env `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true` hides the file, as everywhere in the ecosystem
 */
export function findCliProfile(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): CliProfile {
  if (env['ALIBABA_CLOUD_CLI_PROFILE_DISABLED']?.toLowerCase() === 'true') return { state: 'absent' }
  const file = path.join(home, '.aliyun', 'config.json')
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat?.isFile() !== true) return { state: 'absent' }
  const mode = stat.mode & 0o777
  if ((mode & 0o077) === 0 || platform === 'win32') return { state: 'ready', path: file }
  return { state: 'exposed', path: file, mode: mode.toString(8).padStart(4, '0') }
}

/** Why a profile cannot be used, for the operator; undefined where nothing is known against it. */
export function profileProblem(file: CliProfile, name: string | null): string | undefined {
  if (file.state === 'absent') return 'There is no profile file of the aliyun CLI (~/.aliyun/config.json).'
  if (file.state === 'exposed')
    return `Other users may read ${file.path} (mode ${file.mode}): chmod 600 ${file.path}`
  const content = readJson(file.path)
  if (content === undefined) return `${file.path} is not valid JSON.`
  return problemOf(content, name ?? textField(content, 'current') ?? '', MOST_LINKS)
}

function problemOf(content: unknown, name: string, links: number): string | undefined {
  const profiles = ownField(content, 'profiles')
  const list: readonly unknown[] = Array.isArray(profiles) ? profiles : []
  const profile = list.find((entry) => textField(entry, 'name') === name)
  if (profile === undefined) return `The aliyun CLI has no profile "${name}".`
  // The metadata address is asked only where the operator says so, whatever a profile names.
  if (textField(profile, 'mode') === 'EcsRamRole')
    return `The profile "${name}" is the RAM role of this machine; set SWAS_CREDENTIALS=ram-role for that.`
  const source = textField(profile, 'source_profile')
  return source === undefined || links === 0 ? undefined : problemOf(content, source, links - 1)
}

/** Fields of a profile that say whose keys it gives; none of them is secret, and none changes with a new token. */
const IDENTIFYING = [
  'name',
  'mode',
  'access_key_id',
  'ram_role_arn',
  'ram_role_name',
  'source_profile',
] as const
/** Fields of a profile that is signed in by a browser, or by a program of the operator. */
const SIGNED_IN = ['process_command', 'cloud_sso_account_id', 'cloud_sso_access_config'] as const

/** What tells the accounts apart that a profile may stand for over time: a profile keeps its name when its keys change. */
export function profileIdentity(file: CliProfile, name: string | null): string {
  const chain = chainOf(file, name).map((profile) =>
    [...IDENTIFYING, ...SIGNED_IN].map((field) => textField(profile, field) ?? null),
  )
  return JSON.stringify([name, ...chain])
}

/** What a profile makes of this machine, besides the reading of its own file. */
export type ProfileNeeds = {
  /** Files that are read, such as one with a token. */
  files: string[]
  /** Whether new keys are written to the file of the profiles. */
  writesBack: boolean
  /** Whether a program of the operator is asked for the keys. */
  startsProcess: boolean
}

/** What the package does with a profile, and with those that it is based on. */
export function profileNeeds(file: CliProfile, name: string | null): ProfileNeeds {
  const chain = chainOf(file, name)
  const modes = new Set(chain.map((profile) => textField(profile, 'mode')))
  return {
    files: chain.map((profile) => textField(profile, 'oidc_token_file')).filter((path) => path !== undefined),
    writesBack: modes.has('OAuth') || modes.has('External'),
    startsProcess: modes.has('External'),
  }
}

/** A profile, and those that it is based on; undefined for one that is not there. */
function chainOf(file: CliProfile, name: string | null): unknown[] {
  const content = file.state === 'ready' ? readJson(file.path) : undefined
  const profiles = ownField(content, 'profiles')
  const list: readonly unknown[] = Array.isArray(profiles) ? profiles : []
  const chain: unknown[] = []
  let next = name ?? textField(content, 'current')
  while (next !== undefined && chain.length < MOST_LINKS) {
    const profile = list.find((entry) => textField(entry, 'name') === next)
    chain.push(profile)
    next = textField(profile, 'source_profile')
  }
  return chain
}

function readJson(file: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return content
  } catch {
    return undefined
  }
}
