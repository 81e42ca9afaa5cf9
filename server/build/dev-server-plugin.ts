import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import type { Plugin } from 'vite'

import { startBackend, VERSION } from '../app.ts'
import type { Config } from '../config/config.ts'
import { secretsOf } from '../config/credentials.ts'
import { ConfigError } from '../config/errors.ts'
import { loadConfig } from '../config/load-config.ts'
import { createApp } from '../http/app.ts'
import { createLog } from '../telemetry/logger.ts'
import { createDevMiddleware, refuseForeignUpgrade } from './dev-middleware.ts'

/**
 * The backend inside Vite's development server: one process for both. Vite watches what its configuration imports, this
 * file and all of the server with it, and starts anew when any of it changes.
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
      // Vite would let the pages of every port of this machine read its files.
      return { server: { host, port, strictPort: true, cors: false } }
    },
    async configureServer(vite) {
      const config = await loadConfig(process)
      const log = createLog((line) => process.stderr.write(line), secretsOf(config.credentials))
      const backend = await startBackend(config, log)
      close = () => backend.close()
      const gate = createApp({ ...backend, version: VERSION, pages: null, log })
      vite.middlewares.use(createDevMiddleware(gate, nonce))
      vite.httpServer?.on('listening', () => {
        const bound = vite.httpServer?.address()
        if (bound !== null && typeof bound === 'object') gate.open(bound.address, bound.port)
      })
      vite.httpServer?.prependListener('upgrade', (request: IncomingMessage, socket: Duplex) =>
        refuseForeignUpgrade(gate, request, socket),
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
