import { ConfigError, exposureProblem } from './config.ts'
import { isLoopbackAddress } from './http/authority.ts'

/** Every address of a name, as `lookup` of node:dns/promises gives them with `all`. */
export type Lookup = (host: string, options: { all: true }) => Promise<readonly { address: string }[]>

/**
 * The address to listen on, which is then listened on as it is: a name could mean another one a moment later.
 * @throws ConfigError where any address of the host can be reached from other machines, or there is none.
 */
export async function resolveLoopback(host: string, lookup: Lookup): Promise<string> {
  const addresses = await lookup(host, { all: true }).catch(() => [])
  const [first] = addresses
  if (first === undefined) throw new ConfigError([`HOST=${host} has no address.`])
  if (!addresses.every(({ address }) => isLoopbackAddress(address))) {
    throw new ConfigError([exposureProblem(host)])
  }
  return first.address
}
