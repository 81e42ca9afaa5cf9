import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createTestAuthority } from '../../server/testing/certificate.ts'
import { startTestProvider } from '../../server/testing/oidc-provider.ts'
import { test } from './fixtures.ts'
import { type RunningProcess, startProcess } from './processes.ts'

/** A file with mode 0600, and its content. */
type SecretFile = { path: string; text: string }

type Secrets = Record<'cert' | 'key' | 'token' | 'clientSecret', SecretFile>

/** A TLS-terminating proxy that forwards requests as `user`, or without a user. */
type FrontProxy = { origin: string; socketPath: string; user: string | null }

type Start = (env: Record<string, string>) => Promise<RunningProcess>
/** Starts an OpenID provider and a server that signs users in there. */
type StartWithProvider = (env: Record<string, string>) => Promise<{ app: RunningProcess; issuer: string }>

type Fixtures = {
  folder: string
  secrets: Secrets
  start: Start
  /** Starts a server with TLS and an access token. */
  startForTeam: () => Promise<RunningProcess>
  frontProxy: FrontProxy
  startWithProvider: StartWithProvider
}

/** Chromium resolves every name under `localhost` to loopback. */
const NAME = 'swas.localhost'
const CLIENT_SECRET = 'client-secret-0123456789'

/** Tests with servers set up for other users: with TLS, sign-in or a proxy. */
export const exposed = test.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright requires a destructured first argument
  folder: async ({}, use) => {
    // Unix socket paths are limited to about 100 bytes.
    const folder = mkdtempSync(path.join(tmpdir(), 'swas-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },

  secrets: async ({ folder }, use) => {
    const texts = {
      ...createTestAuthority().issue(NAME),
      token: 'end-to-end-token-0123456789-0123456789',
      clientSecret: CLIENT_SECRET,
    }
    const write = (name: keyof typeof texts): SecretFile => {
      const file = path.join(folder, name)
      writeFileSync(file, texts[name], { mode: 0o600 })
      return { path: file, text: texts[name] }
    }
    await use({
      cert: write('cert'),
      key: write('key'),
      token: write('token'),
      clientSecret: write('clientSecret'),
    })
  },

  start: async ({ folder }, use) => {
    const started: RunningProcess[] = []
    await use(async (env) => {
      const app = await startProcess('server/start.ts', [], {
        PORT: '0',
        SWAS_CREDENTIALS: 'sample',
        DATA_DIR: path.join(folder, 'data'),
        ...env,
      })
      started.push(app)
      return app
    })
    for (const app of started) await app.stop()
  },

  startForTeam: async ({ start, secrets: { cert, key, token } }, use) => {
    const files = { TLS_CERT: cert.path, TLS_KEY: key.path, TOKEN_FILE: token.path }
    await use(() => start({ AUTH: 'token', ALLOWED_HOSTS: NAME, ...files }))
  },

  frontProxy: async ({ folder, secrets }, use) => {
    const socketPath = path.join(folder, 'swas.sock')
    const proxy: FrontProxy = { origin: '', socketPath, user: null }
    const server = createServer({ cert: secrets.cert.text, key: secrets.key.text }, (incoming, outgoing) => {
      const { method, url, headers } = incoming
      const identity = proxy.user === null ? {} : { 'x-forwarded-user': proxy.user }
      const forwarded = request({ socketPath, method, path: url, headers: { ...headers, ...identity } })
      forwarded.once('response', (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(outgoing)
      })
      forwarded.once('error', () => outgoing.destroy())
      incoming.pipe(forwarded)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    proxy.origin = `https://${NAME}:${typeof address === 'object' ? address?.port : ''}`
    await use(proxy)
    server.closeAllConnections()
    server.close()
  },

  startWithProvider: async ({ start, secrets }, use) => {
    const cleanups: (() => Promise<void>)[] = []
    await use(async (env) => {
      const apps: RunningProcess[] = []
      const provider = await startTestProvider(async (issuer) => {
        const app = await start({
          AUTH: 'oidc',
          ALLOWED_HOSTS: NAME,
          TLS_CERT: secrets.cert.path,
          TLS_KEY: secrets.key.path,
          OIDC_ISSUER: issuer,
          OIDC_CLIENT_ID: 'swas-image-browser',
          OIDC_SCOPE: 'openid email groups',
          OIDC_CLIENT_SECRET_FILE: secrets.clientSecret.path,
          ...env,
        })
        apps.push(app)
        return app.origin
      })
      cleanups.push(() => provider.close())
      const [app] = apps
      if (app === undefined) throw new Error('The provider did not request the origin.')
      return { app, issuer: provider.issuer }
    })
    for (const cleanUp of cleanups) await cleanUp()
  },
})
