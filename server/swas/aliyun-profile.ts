import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { ownField, stringField } from './json.ts'

/**
 * The profile file of the aliyun CLI. `exposed`: other users of this machine can read it, so its keys are not safe;
 * `mode` as `chmod` writes it.
 */
export type CliProfile =
  | { state: 'absent' }
  | { state: 'exposed'; path: string; mode: string }
  | { state: 'ready'; path: string }

/** A longer chain of profiles is taken for a cycle. */
const MAX_CHAIN = 10

/**
 * Finds the profile file. Its mode is not checked on Windows, which has none.
 * @param env `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true` hides the file, as in Alibaba's own tools
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

/** Why a profile cannot be used, in words for the operator; undefined if it seems usable. */
export function profileProblem(file: CliProfile, name: string | null): string | undefined {
  if (file.state === 'absent') return 'The aliyun CLI has no profile file (~/.aliyun/config.json).'
  if (file.state === 'exposed')
    return `Other users may read ${file.path} (mode ${file.mode}): chmod 600 ${file.path}`
  const content = readJson(file.path)
  if (content === undefined) return `${file.path} is not valid JSON.`
  for (const link of chainOf(content, name ?? stringField(content, 'current') ?? '')) {
    if (link.profile === undefined) return `The aliyun CLI has no profile "${link.name}".`
    // The metadata service is used only if the operator says so, whatever a profile names.
    if (stringField(link.profile, 'mode') === 'EcsRamRole')
      return `The profile "${link.name}" is the RAM role of this machine; set SWAS_CREDENTIALS=ram-role for that.`
  }
  return undefined
}

/** Fields that say whose keys a profile gives. None is secret, and none changes with a new token. */
const IDENTIFYING = [
  'name',
  'mode',
  'access_key_id',
  'ram_role_arn',
  'ram_role_name',
  'source_profile',
] as const
/** The same for profiles that sign in through a browser, or through a program of the operator. */
const SIGNED_IN = ['process_command', 'cloud_sso_account_id', 'cloud_sso_access_config'] as const

/** Tells apart the accounts that a profile stands for over time: its name stays when its keys change. */
export function profileIdentity(file: CliProfile, name: string | null): string {
  const chain = readChain(file, name).map((profile) =>
    [...IDENTIFYING, ...SIGNED_IN].map((field) => stringField(profile, field) ?? null),
  )
  return JSON.stringify([name, ...chain])
}

/** What using a profile involves, besides reading its own file. */
export type ProfileNeeds = {
  /** Other files that are read, such as one with a token. */
  files: string[]
  /** Whether new keys are written back to the profile file. */
  writesBack: boolean
  /** Whether a program of the operator is run to get the keys. */
  startsProcess: boolean
}

/** What `@alicloud/credentials` does with a profile and those it is based on. */
export function profileNeeds(file: CliProfile, name: string | null): ProfileNeeds {
  const chain = readChain(file, name)
  const modes = new Set(chain.map((profile) => stringField(profile, 'mode')))
  return {
    files: chain
      .map((profile) => stringField(profile, 'oidc_token_file'))
      .filter((path) => path !== undefined),
    writesBack: modes.has('OAuth') || modes.has('External'),
    startsProcess: modes.has('External'),
  }
}

function readChain(file: CliProfile, name: string | null): unknown[] {
  const content = file.state === 'ready' ? readJson(file.path) : undefined
  return chainOf(content, name ?? stringField(content, 'current')).map(({ profile }) => profile)
}

/** A profile followed by those it is based on; `profile` is undefined if there is none of that name. */
function chainOf(content: unknown, first: string | undefined): { name: string; profile: unknown }[] {
  const profiles = ownField(content, 'profiles')
  const list: readonly unknown[] = Array.isArray(profiles) ? profiles : []
  const chain: { name: string; profile: unknown }[] = []
  let name = first
  while (name !== undefined && chain.length < MAX_CHAIN) {
    const link = { name, profile: list.find((entry) => stringField(entry, 'name') === name) }
    chain.push(link)
    name = stringField(link.profile, 'source_profile')
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
