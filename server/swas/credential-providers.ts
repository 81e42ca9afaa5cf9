import { homedir } from 'node:os'

import { findCliProfile, profileProblem } from './aliyun-profile.ts'
import type { Credentials } from './sign.ts'

/** Where credentials come from that are not given directly. */
export type ProviderOrigin =
  | { kind: 'profile'; profile: string | null }
  | { kind: 'ram-role' }
  | { kind: 'oidc' }

/** Returns credentials, and renews them before they expire. */
export type CredentialProvider = { getCredentials(): Promise<Credentials> }

/** Why there are no credentials, in our own words that may be shown. */
export class CredentialError extends Error {
  override name = 'CredentialError'
}

/**
 * Loads a provider of `@alicloud/credentials`, only if a profile or role is configured. Each is named explicitly: the
 * package's default chain would go on to the metadata service, which must only be asked for a role of this machine.
 * @throws CredentialError, or anything the package throws; its messages may contain a whole file of keys
 */
export async function loadProvider(origin: ProviderOrigin): Promise<CredentialProvider> {
  if (origin.kind === 'profile') {
    const problem = profileProblem(findCliProfile(homedir(), {}), origin.profile)
    if (problem !== undefined) throw new CredentialError(problem)
  }
  const library = await import('@alicloud/credentials')
  const provider = {
    profile: () => buildNamed(library.CLIProfileCredentialsProvider.builder(), origin),
    'ram-role': () => library.ECSRAMRoleCredentialsProvider.builder().build(),
    oidc: () => library.OIDCRoleArnCredentialsProvider.builder().build(),
  }[origin.kind]()
  return {
    getCredentials: async () => {
      const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials()
      if (!accessKeyId || !accessKeySecret) throw new CredentialError('The source gave half a key pair.')
      return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) }
    },
  }
}

function buildNamed<TProvider>(
  builder: { withProfileName(name: string): { build(): TProvider }; build(): TProvider },
  origin: ProviderOrigin,
): TProvider {
  const name = origin.kind === 'profile' ? origin.profile : null
  return name === null ? builder.build() : builder.withProfileName(name).build()
}
