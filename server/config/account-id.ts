import { createHash } from 'node:crypto'
import { homedir } from 'node:os'

import { findCliProfile, profileIdentity } from '../swas/aliyun-profile.ts'
import type { Config } from './config.ts'

/**
 * Whose data it is: nothing that is kept for one owner is ever shown to another. Null where that is not known, so that
 * nothing can be kept.
 * @param machineRole asks the machine whom its role belongs to
 */
export async function ownerOf(
  { credentials, account }: Pick<Config, 'credentials' | 'account'>,
  machineRole: () => Promise<string | null>,
): Promise<string | null> {
  if (credentials.kind === 'sample') return 'sample'
  if (account !== null) return digest(['account', account])
  const identity = await identityOf(credentials, machineRole)
  return identity === null ? null : digest([credentials.kind, identity])
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}

function identityOf(
  source: Exclude<Config['credentials'], { kind: 'sample' }>,
  machineRole: () => Promise<string | null>,
): Promise<string | null> | string {
  switch (source.kind) {
    case 'keys':
      return source.accessKeyId
    case 'profile':
      return profileIdentity(findCliProfile(homedir(), {}), source.profile)
    case 'oidc':
      return source.roleArn
    case 'ram-role':
    default:
      return machineRole()
  }
}
