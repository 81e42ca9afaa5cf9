import { BlockList, isIP } from 'node:net'

import { ownFailure } from '#contract/failures.ts'

import type { Refusal } from '../problem.ts'
import { headerOf, type RequestHead } from '../request-head.ts'

/** The scheme of the addresses that browsers use, be it through a proxy. */
export type Scheme = 'http' | 'https'

/** Ports that browsers leave out. */
const DEFAULT_PORTS = { http: 80, https: 443 }

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether only this machine can reach an IP address. False for an IPv4 address written as IPv6. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.toLowerCase().startsWith('::ffff:')) return false
  return loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether the host of a URL (IPv6 in brackets) is `localhost` or a loopback address. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[(.*)\]$/, '$1'))
}

/** `127.0.0.1:8080`, `[::1]:8080`. */
export function formatAuthority(address: string, port: number): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * Host header values for a server bound to this loopback address; none for any other address. A page whose name was
 * pointed here (DNS rebinding) sends its own name.
 */
export function ownHosts(address: string, port: number, scheme: Scheme = 'http'): ReadonlySet<string> {
  if (!isLoopbackAddress(address)) return new Set()
  const hosts = ['127.0.0.1', '::1'].includes(address) ? [address, 'localhost'] : [address]
  const authorities = hosts.map((host) => formatAuthority(host, port))
  if (port === DEFAULT_PORTS[scheme]) {
    authorities.push(...authorities.map((authority) => authority.replace(/:\d+$/, '')))
  }
  return new Set(authorities)
}

/** Compares the Host header byte for byte, except for case. */
export function checkHost(head: RequestHead, hosts: ReadonlySet<string>): Refusal | undefined {
  if (hosts.has((headerOf(head, 'host') ?? '').toLowerCase())) return undefined
  return { failure: ownFailure('MISDIRECTED', 'The Host header names another server.') }
}
