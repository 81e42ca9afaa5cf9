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

/** A file that only its owner may read, and what it holds. */
type SecretFile = { path: string; text: string }

type Secrets = Record<'cert' | 'key' | 'token' | 'clientSecret', SecretFile>

/** A proxy that speaks TLS with the browser, and says who asks. */
type FrontProxy = { origin: string; socketPath: string; user: string | null }

type Start = (env: Record<string, string>) => Promise<RunningProcess>
/** Starts an OpenID provider, and the product in front of which it stands. */
type StartWithProvider = (env: Record<string, string>) => Promise<{ app: RunningProcess; issuer: string }>

type Fixtures = {
  folder: string
  secrets: Secrets
  start: Start
  /** For a team that signs in with a token, over TLS. */
  startForTeam: () => Promise<RunningProcess>
  frontProxy: FrontProxy
  startWithProvider: StartWithProvider
}

/** Chromium takes every name under `localhost` for this machine. */
const NAME = 'swas.localhost'
const CLIENT_SECRET = 'client-secret-0123456789'

/** Tests that start the product in ways that others can reach. */
export const exposed = test.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern, here none
  folder: async ({}, use) => {
    // Paths of Unix sockets have to be short.
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
      const onward = request({ socketPath, method, path: url, headers: { ...headers, ...identity } })
      onward.once('response', (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.once('error', () => outgoing.destroy())
      incoming.pipe(onward)
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
    const closing: (() => Promise<void>)[] = []
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
      closing.push(() => provider.close())
      const [app] = apps
      if (app === undefined) throw new Error('The provider never asked for the origin.')
      return { app, issuer: provider.issuer }
    })
    for (const close of closing) await close()
  },
})
