import { BlockList, isIP } from 'node:net'

/** Whether a peer's address is in one of the declared ranges. */
export type IsDeclared = (peer: string) => boolean

/** The largest private ranges are 10.0.0.0/8 and fd00::/8; a shorter prefix would trust much of the Internet. */
const SHORTEST_PREFIX = { 4: 8, 6: 8 }

/**
 * Reads networks such as `10.1.2.0/24, 10.9.9.9, fd00::/8`; a bare address is a range of one.
 * Returns a test for addresses, or what is wrong with the text.
 */
export function parseRanges(text: string): { isDeclared: IsDeclared } | { problem: string } {
  const declared = new BlockList()
  const networks = text.split(',').map((part) => part.trim())
  for (const network of networks) {
    const problem = addNetwork(declared, network)
    if (problem !== undefined) return { problem }
  }
  return {
    isDeclared: (peer) => {
      const family = isIP(peer)
      return family !== 0 && declared.check(peer, family === 4 ? 'ipv4' : 'ipv6')
    },
  }
}

function addNetwork(declared: BlockList, network: string): string | undefined {
  const [, address = '', digits] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(network) ?? []
  const family = isIP(address)
  if (family !== 4 && family !== 6) return `"${network}" is no network such as 10.1.2.0/24`
  const longest = family === 4 ? 32 : 128
  const prefix = digits === undefined ? longest : Number(digits)
  if (prefix > longest) return `"${network}" has a longer prefix than addresses have bits`
  if (prefix < SHORTEST_PREFIX[family]) return `"${network}" would trust a large part of the Internet`
  declared.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return undefined
}

/** Turns the IPv4-mapped `::ffff:10.0.0.1` that an IPv6 socket reports into `10.0.0.1`. */
export function normalizePeer(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
