import type { IsDeclared } from '../http/auth/ip-ranges.ts'
import { type AuthSettings, parseAuth, readNetworks } from './auth.ts'
import type { EnvReader } from './env-reader.ts'

/** Who may reach this server, over which transport, and under which names. */
export type AccessSettings = {
  auth: AuthSettings
  transport:
    | { kind: 'plain' }
    | { kind: 'tls'; certFile: string; keyFile: string }
    | { kind: 'proxy'; isDeclared: IsDeclared }
  /** Authorities as browsers send them, in lower case. */
  allowedHosts: readonly string[]
  /** The Unix socket to listen on instead of an address; null if there is none. */
  socketPath: string | null
}

export function parseAccess(reader: EnvReader): AccessSettings {
  const auth = parseAuth(reader)
  const proxy = reader.text('TRUSTED_PROXY') ?? ''
  const socketPath =
    auth.mode === 'proxy-header' && proxy.startsWith('unix:') ? proxy.slice('unix:'.length) : null
  return {
    auth,
    transport: parseTransport(reader, socketPath !== null),
    allowedHosts: parseHosts(reader),
    socketPath,
  }
}

function parseTransport(reader: EnvReader, isOnSocket: boolean): AccessSettings['transport'] {
  const pair = parseCertificatePair(reader)
  const proxy = reader.text('BEHIND_TLS_PROXY')
  if (isOnSocket && proxy !== 'unix') {
    reader.problem(
      'TRUSTED_PROXY=unix:… needs BEHIND_TLS_PROXY=unix: the proxy has to speak TLS with browsers.',
    )
  }
  if (proxy === undefined) return pair ?? { kind: 'plain' }
  if (pair !== null) {
    reader.problem(
      'Set either TLS_CERT and TLS_KEY or BEHIND_TLS_PROXY, not both: only one side can speak TLS.',
    )
  }
  const isSocket = isOnSocket && proxy === 'unix'
  return {
    kind: 'proxy',
    isDeclared: isSocket ? () => true : readNetworks(reader, 'BEHIND_TLS_PROXY', proxy),
  }
}

function parseCertificatePair(reader: EnvReader): { kind: 'tls'; certFile: string; keyFile: string } | null {
  const [certFile, keyFile] = [reader.text('TLS_CERT'), reader.text('TLS_KEY')]
  if (certFile !== undefined && keyFile !== undefined) return { kind: 'tls', certFile, keyFile }
  const missing = certFile === undefined ? 'TLS_CERT' : 'TLS_KEY'
  if (certFile !== keyFile) reader.problem(`TLS_CERT and TLS_KEY belong together, and ${missing} is missing.`)
  return null
}

/** A name, an IPv4 address or an IPv6 address in brackets, with an optional port. */
const AUTHORITY = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(?::\d{1,5})?$/

function parseHosts(reader: EnvReader): readonly string[] {
  const hosts = reader.list('ALLOWED_HOSTS').map((host) => host.toLowerCase())
  const invalid = hosts.find((host) => !AUTHORITY.test(host))
  if (invalid !== undefined) {
    reader.problem(
      `ALLOWED_HOSTS contains "${invalid}", which is not a host such as images.example.com or images.example.com:8443.`,
    )
  }
  return hosts
}
