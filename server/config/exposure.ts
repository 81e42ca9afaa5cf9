import { isLoopbackAddress, isLoopbackHost } from '../http/middleware/allowed-hosts.ts'
import type { AccessSettings } from './access.ts'

/** What decides whether other machines can reach this server. */
export type Exposure = {
  host: string
  /** Every address that the host stands for. */
  addresses: readonly string[]
  access: AccessSettings
}

/** What Node's `listen` takes for every interface; some of it resolves to nothing that could be checked. */
const EVERYWHERE = new Set(['', '*', '0', '0.0.0.0', '::'])

/** Whether a host stands for every interface. */
export function isEverywhere(host: string): boolean {
  return EVERYWHERE.has(host)
}

/**
 * Everything that is missing before other machines may reach this server: sign-in, TLS and the names under which it is
 * opened. Loopback means that every address is one; a name or a proxy of the outside lets others in as well.
 */
export function exposureProblems({ host, addresses, access }: Exposure): readonly string[] {
  const { auth, transport, allowedHosts, socketPath } = access
  if (socketPath === null && !isEverywhere(host) && addresses.length === 0)
    return [`HOST=${host} has no address.`]
  const cause = causeOf({ host, addresses, access })
  if (cause === null)
    return auth.mode === 'none' || transport.kind !== 'plain' ? [] : [cookieProblem(auth.mode)]
  return [
    auth.mode === 'none' && 'AUTH=token, AUTH=proxy-header or AUTH=oidc',
    transport.kind === 'plain' && 'TLS_CERT and TLS_KEY, or BEHIND_TLS_PROXY with the networks of the proxy',
    allowedHosts.length === 0 && 'ALLOWED_HOSTS, the names under which browsers open it',
  ].flatMap((missing) =>
    missing === false ? [] : [`${cause} That needs sign-in, TLS and names; missing: ${missing}.`],
  )
}

/** Why other machines can reach it; null where they cannot. */
function causeOf({ host, addresses, access }: Exposure): string | null {
  const { transport, allowedHosts, socketPath } = access
  const isLocal = !isEverywhere(host) && addresses.every(isLoopbackAddress)
  if (socketPath === null && !isLocal) return `HOST=${host} can be reached from other machines.`
  if (transport.kind === 'proxy') return 'BEHIND_TLS_PROXY lets other machines in.'
  const foreign = allowedHosts.find((name) => !isLoopbackHost(name.replace(/:\d+$/, '')))
  return foreign === undefined ? null : `ALLOWED_HOSTS=${foreign} lets other machines in.`
}

function cookieProblem(mode: string): string {
  return (
    `AUTH=${mode} needs TLS on loopback too, since browsers send cookies to every port of a host: ` +
    'TLS_CERT and TLS_KEY, or BEHIND_TLS_PROXY. LAUNCH_TOKEN=on guards loopback without it.'
  )
}
