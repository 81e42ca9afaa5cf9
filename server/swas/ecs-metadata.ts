import http from 'node:http'
import { text } from 'node:stream/consumers'

/** The metadata service of an Alibaba Cloud machine; reachable only from that machine. */
const METADATA = 'http://100.100.100.200'
const TIMEOUT_MS = 2_000
const TOKEN_HEADER = 'X-aliyun-ecs-metadata-token'
const MAX_CHARACTERS = 200

/**
 * The account and RAM role of this machine as `account/role`; null if its metadata service does not say.
 * Source: Alibaba Cloud help, "Instance metadata". In security hardening mode the service requires a token.
 */
export async function readRamRole(origin = METADATA): Promise<string | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const send = (method: string, path: string, headers: Record<string, string>) =>
    request(new URL(path, origin), method, headers, signal)
  const token = await send('PUT', '/latest/api/token', { [`${TOKEN_HEADER}-ttl-seconds`]: '60' })
  const headers = token === null ? {} : { [TOKEN_HEADER]: token }
  const account = await send('GET', '/latest/meta-data/owner-account-id', headers)
  const role = await send('GET', '/latest/meta-data/ram/security-credentials/', headers)
  return account === null || role === null ? null : `${account}/${role}`
}

/** The response if it is a single word, else null. */
async function request(
  url: URL,
  method: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      // Without the global agent, no idle connection keeps the process alive and no proxy is used.
      http.request(url, { method, headers, signal, agent: false }, resolve).once('error', reject).end()
    })
    const word = (await text(response)).trim()
    const isWord = response.statusCode === 200 && word.length <= MAX_CHARACTERS && /^[!-~]+$/.test(word)
    return isWord ? word : null
  } catch {
    return null
  }
}
