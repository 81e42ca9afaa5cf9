import { createHash } from 'node:crypto'
import { homedir } from 'node:os'

import { findCliProfile, profileIdentity } from '../swas/aliyun-profile.ts'
import type { Config } from './config.ts'

/**
 * Identifies the account that stored data belongs to: data of one account is never shown to another.
 * Null if the account is unknown; nothing may be stored then.
 * @param ecsRole asks the metadata service for the role of this machine and its account
 */
export async function accountFingerprint(
  { credentials, account }: Pick<Config, 'credentials' | 'account'>,
  ecsRole: () => Promise<string | null>,
): Promise<string | null> {
  if (credentials.kind === 'sample') return 'sample'
  if (account !== null) return digest(['account', account])
  const identity = await identityOf(credentials, ecsRole)
  // `keys`, not `fixed`: the fingerprint is stored, and must not change.
  const kind = credentials.kind === 'fixed' ? 'keys' : credentials.kind
  return identity === null ? null : digest([kind, identity])
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}

function identityOf(
  credentials: Exclude<Config['credentials'], { kind: 'sample' }>,
  ecsRole: () => Promise<string | null>,
): Promise<string | null> | string {
  switch (credentials.kind) {
    case 'fixed':
      return credentials.credentials.accessKeyId
    case 'profile':
      return profileIdentity(findCliProfile(homedir(), {}), credentials.profile)
    case 'oidc':
      return credentials.roleArn
    case 'ram-role':
    default:
      return ecsRole()
  }
}
