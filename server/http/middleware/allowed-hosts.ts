import { BlockList, isIP } from 'node:net'

/** What a browser speaks with this server, itself or through a proxy. */
export type Scheme = 'http' | 'https'

/** Ports that browsers leave out. */
const DEFAULT_PORTS = { http: 80, https: 443 }

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether an IP address can be reached from this machine only. An IPv4 address written as IPv6 is not taken. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.toLowerCase().startsWith('::ffff:')) return false
  return loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether the host of a URL, an IPv6 address in brackets, is `localhost` or a loopback address. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[(.*)\]$/, '$1'))
}

/** `127.0.0.1:8080`, `[::1]:8080`. */
export function formatAuthority(address: string, port: number): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * Every authority under which a server bound to this loopback address may be asked; a page of another name
 * that was made to point here (DNS rebinding) sends its own. Empty, so that nothing is served, for other addresses.
 */
export function ownAuthorities(address: string, port: number, scheme: Scheme = 'http'): ReadonlySet<string> {
  if (!isLoopbackAddress(address)) return new Set()
  const hosts = ['127.0.0.1', '::1'].includes(address) ? [address, 'localhost'] : [address]
  const authorities = hosts.map((host) => formatAuthority(host, port))
  if (port === DEFAULT_PORTS[scheme]) {
    authorities.push(...authorities.map((authority) => authority.replace(/:\d+$/, '')))
  }
  return new Set(authorities)
}

/** Whether the value of a Host header is one of ours, byte for byte but for the case of letters. */
export function isOwnAuthority(host: string, own: ReadonlySet<string>): boolean {
  return own.has(host.toLowerCase())
}
