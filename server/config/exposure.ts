import { isLoopbackAddress, isLoopbackHost } from '../http/middleware/allowed-hosts.ts'
import type { AccessSettings } from './access.ts'

/** What decides whether other machines can reach this server. */
export type Exposure = {
  host: string
  /** Every address that `host` resolves to. */
  addresses: readonly string[]
  access: AccessSettings
}

/** Hosts that Node's `listen` takes for every interface. Some resolve to nothing that could be checked. */
const WILDCARDS = new Set(['', '*', '0', '0.0.0.0', '::'])

/** `lookup` of node:dns/promises, with `all`. */
export type Lookup = (host: string, options: { all: true }) => Promise<readonly { address: string }[]>

/**
 * The addresses of a host; empty if it has none. The server then listens on the first address itself:
 * the name could resolve to another one a moment later.
 */
export async function resolveHost(host: string, lookup: Lookup): Promise<readonly string[]> {
  if (WILDCARDS.has(host)) return [host === '::' ? '::' : '0.0.0.0']
  const addresses = await lookup(host, { all: true }).catch(() => [])
  return addresses.map(({ address }) => address)
}

/**
 * What is missing before other machines may reach this server: sign-in, TLS and its names. The server counts as local
 * only if every address is a loopback address; an outside name or a proxy opens it to others all the same.
 */
export function exposureProblems({ host, addresses, access }: Exposure): readonly string[] {
  const { auth, transport, allowedHosts, socketPath } = access
  if (socketPath === null && !WILDCARDS.has(host) && addresses.length === 0) {
    return [`HOST=${host} has no address: set it to a name or an address of this machine.`]
  }
  const cause = causeOf({ host, addresses, access })
  if (cause === null) {
    return auth.mode === 'none' || transport.kind !== 'plain' ? [] : [cookieProblem(auth.mode)]
  }
  return [
    auth.mode === 'none' && 'AUTH=token, AUTH=proxy-header or AUTH=oidc',
    transport.kind === 'plain' && 'TLS_CERT and TLS_KEY, or BEHIND_TLS_PROXY with the networks of the proxy',
    allowedHosts.length === 0 && 'ALLOWED_HOSTS, the names that browsers use to open it',
  ].flatMap((missing) =>
    missing === false ? [] : [`${cause} That needs sign-in, TLS and names; missing: ${missing}.`],
  )
}

/** Why other machines can reach the server; null if they cannot. */
function causeOf({ host, addresses, access }: Exposure): string | null {
  const { transport, allowedHosts, socketPath } = access
  const isLocal = !WILDCARDS.has(host) && addresses.every(isLoopbackAddress)
  if (socketPath === null && !isLocal) return `HOST=${host} can be reached from other machines.`
  if (transport.kind === 'proxy') return 'BEHIND_TLS_PROXY lets other machines in.'
  const foreign = allowedHosts.find((name) => !isLoopbackHost(name.replace(/:\d+$/, '')))
  return foreign === undefined ? null : `ALLOWED_HOSTS=${foreign} lets other machines in.`
}

function cookieProblem(mode: string): string {
  return (
    `AUTH=${mode} needs TLS on loopback too, because browsers send cookies to every port of a host: ` +
    'set TLS_CERT and TLS_KEY, or BEHIND_TLS_PROXY. LAUNCH_TOKEN=on protects loopback without TLS.'
  )
}
