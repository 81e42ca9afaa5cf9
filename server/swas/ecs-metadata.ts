import http from 'node:http'
import { text } from 'node:stream/consumers'

/** The metadata service of a machine of Alibaba Cloud; reached from that machine only. */
const METADATA = 'http://100.100.100.200'
const PATIENCE_MS = 2_000
const TOKEN_HEADER = 'X-aliyun-ecs-metadata-token'
const MOST_CHARACTERS = 200

/**
 * The account and the RAM role that this machine speaks for, in one word; null where its metadata service does not say.
 * Source: Alibaba Cloud help, "Instance metadata". A machine may demand its security hardening mode, whose token comes first.
 */
export async function readMachineRole(origin = METADATA): Promise<string | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const ask = (method: string, path: string, headers: Record<string, string>) =>
    send(new URL(path, origin), method, headers, signal)
  const token = await ask('PUT', '/latest/api/token', { [`${TOKEN_HEADER}-ttl-seconds`]: '60' })
  const headers = token === null ? {} : { [TOKEN_HEADER]: token }
  const account = await ask('GET', '/latest/meta-data/owner-account-id', headers)
  const role = await ask('GET', '/latest/meta-data/ram/security-credentials/', headers)
  return account === null || role === null ? null : `${account}/${role}`
}

/** One word, or null for whatever else came. */
async function send(
  url: URL,
  method: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      // Of its own, so that nothing keeps the process; and no proxy is asked.
      http.request(url, { method, headers, signal, agent: false }, resolve).once('error', reject).end()
    })
    const word = (await text(answer)).trim()
    return answer.statusCode === 200 && word.length <= MOST_CHARACTERS && /^[!-~]+$/.test(word) ? word : null
  } catch {
    return null
  }
}
