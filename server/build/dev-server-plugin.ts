import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Plugin } from 'vite'

import { startBackend, VERSION } from '../app.ts'
import type { Config } from '../config/config.ts'
import { secretsOf } from '../config/credentials.ts'
import { ConfigError } from '../config/errors.ts'
import { loadConfig } from '../config/load-config.ts'
import { type App, createApp } from '../http/app.ts'
import { checkHost } from '../http/middleware/allowed-hosts.ts'
import { checkCsrf } from '../http/middleware/csrf.ts'
import { checkMethod } from '../http/middleware/guard.ts'
import { developmentHeaders } from '../http/middleware/security-headers.ts'
import { checkStrictHttp } from '../http/middleware/strict-http.ts'
import type { Refusal } from '../http/problem.ts'
import { headerOf, parseHead, pathOf, type RequestHead } from '../http/request-head.ts'
import { createLog } from '../telemetry/logger.ts'

/**
 * Runs the server inside Vite's development server. Vite watches what its configuration imports, including all server
 * code, and restarts when any of it changes.
 */
export function backendInDevelopment(nonce: string): Plugin {
  let close: (() => Promise<void>) | undefined
  return {
    name: 'backend-in-development',
    apply: 'serve',
    config: async () => {
      const config = await loadConfig(process)
      refuseSignIn(config)
      const { address: host, port } = config
      // By default Vite lets pages on every port of this machine read its files.
      return { server: { host, port, strictPort: true, cors: false } }
    },
    async configureServer(vite) {
      const config = await loadConfig(process)
      const log = createLog((line) => process.stderr.write(line), secretsOf(config.credentials))
      const backend = await startBackend(config, log)
      close = () => backend.close()
      const app = createApp({ ...backend, version: VERSION, pages: null, log })
      vite.middlewares.use(createDevMiddleware(app, nonce))
      vite.httpServer?.on('listening', () => {
        const bound = vite.httpServer?.address()
        if (bound !== null && typeof bound === 'object') app.open(bound.address, bound.port)
      })
      vite.httpServer?.prependListener('upgrade', (request: IncomingMessage, socket: Duplex) =>
        refuseForeignUpgrade(app, request, socket),
      )
    },
    async closeBundle() {
      await close?.()
      close = undefined
    },
  }
}

/** Vite answers on loopback only, and knows nothing of signing in. */
function refuseSignIn({ access }: Config) {
  if (access.auth.mode === 'none' && !access.auth.launchToken && access.transport.kind === 'plain') return
  throw new ConfigError(['npm run dev is for loopback, without sign-in and TLS; npm start has both.'])
}

/**
 * Connect middleware in front of Vite's development server: our app answers the API, and every request that it would
 * refuse; Vite answers the rest. One `nonce` serves the whole process.
 */
export function createDevMiddleware(app: App, nonce: string) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void): void => {
    const head = parseHead(incoming)
    if (isOurs(app, head) || (checkConnection(app, head) ?? checkCsrf(head, 'page', 'http')) !== undefined) {
      app.listener(incoming, outgoing)
      return
    }
    for (const [name, value] of Object.entries(developmentHeaders(nonce))) outgoing.setHeader(name, value)
    next()
  }
}

/** Closes a connection that another site tries to upgrade to a WebSocket of the development server. */
export function refuseForeignUpgrade(app: App, incoming: IncomingMessage, socket: Duplex): void {
  const head = parseHead(incoming)
  const origin = headerOf(head, 'origin')
  const isOwn = origin === undefined || origin === `http://${headerOf(head, 'host')}`
  if (!isOwn || checkConnection(app, head) !== undefined) socket.destroy()
}

function checkConnection(app: App, head: RequestHead): Refusal | undefined {
  return checkStrictHttp(head) ?? checkMethod(head) ?? checkHost(head, app.hosts())
}

function isOurs(app: App, head: RequestHead): boolean {
  const path = pathOf(head)
  return path.startsWith('/api') || app.findResource(path)?.kind !== 'page'
}
