import { isEverywhere } from './exposure.ts'

/** Every address of a name, as `lookup` of node:dns/promises gives them with `all`. */
export type Lookup = (host: string, options: { all: true }) => Promise<readonly { address: string }[]>

/**
 * The addresses of a host. The first is then listened on as it is: a name could mean another one a moment later.
 * None where there is no such name.
 */
export async function resolveHost(host: string, lookup: Lookup): Promise<readonly string[]> {
  if (isEverywhere(host)) return [host === '::' ? '::' : '0.0.0.0']
  const addresses = await lookup(host, { all: true }).catch(() => [])
  return addresses.map(({ address }) => address)
}
