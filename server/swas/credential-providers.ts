import { homedir } from 'node:os'

import { findCliProfile, profileProblem } from './aliyun-profile.ts'
import type { Credentials } from './sign.ts'

/** Where keys come from that are not given as such. */
export type ProviderOrigin =
  | { kind: 'profile'; profile: string | null }
  | { kind: 'ram-role' }
  | { kind: 'oidc' }

/** Gives keys, and new ones before the old expire. */
export type Provider = { getCredential(): Promise<Credentials> }

/** Why there are no keys, in words of our own that may be shown. */
export class CredentialProblem extends Error {
  override name = 'CredentialProblem'
}

/**
 * The ecosystem's own provider, loaded only where a profile or a role is asked for. Each is named: the default chain
 * of `@alicloud/credentials` would go on to the metadata address, which is asked for a role of the machine only.
 * @throws CredentialProblem, or whatever the package throws; its messages may hold a whole file of keys
 */
export async function loadProvider(origin: ProviderOrigin): Promise<Provider> {
  if (origin.kind === 'profile') {
    const problem = profileProblem(findCliProfile(homedir(), {}), origin.profile)
    if (problem !== undefined) throw new CredentialProblem(problem)
  }
  const library = await import('@alicloud/credentials')
  const provider = {
    profile: () => named(library.CLIProfileCredentialsProvider.builder(), origin),
    'ram-role': () => library.ECSRAMRoleCredentialsProvider.builder().build(),
    oidc: () => library.OIDCRoleArnCredentialsProvider.builder().build(),
  }[origin.kind]()
  return {
    getCredential: async () => {
      const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials()
      if (!accessKeyId || !accessKeySecret) throw new CredentialProblem('The source gave half a key pair.')
      return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) }
    },
  }
}

function named<TProvider>(
  builder: { withProfileName(name: string): { build(): TProvider }; build(): TProvider },
  origin: ProviderOrigin,
): TProvider {
  const name = origin.kind === 'profile' ? origin.profile : null
  return name === null ? builder.build() : builder.withProfileName(name).build()
}
