import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { parseEnv } from 'node:util'

import { createTestAuthority } from '../server/testing/certificate.ts'

/** An unprivileged user; `nobody` on most systems. */
const NOBODY = 65_534
const NAME = 'images.example.com'
const authority = createTestAuthority()
const isRoot = process.getuid?.() === 0
const print = (line: string) => process.stdout.write(`${line}\n`)

/** Runs the steps of the Dockerfile in a folder instead of a container, and tests the server. */
async function main() {
  const dockerfile = readFileSync('Dockerfile', 'utf8')
  const [build = '', run = ''] = dockerfile.split(/^FROM .*$/m).slice(1)
  const folder = mkdtempSync(path.join(tmpdir(), 'image-'))
  chmodSync(folder, 0o755)
  try {
    const app = path.join(folder, 'app')
    buildStage(build, path.join(folder, 'build'))
    mkdirSync(app)
    for (const [, from = ''] of run.matchAll(/^COPY --from=build \/app\/(\S+) /gm)) {
      cpSync(path.join(folder, 'build', from), path.join(app, from), {
        recursive: true,
        verbatimSymlinks: true,
      })
    }
    const env = parseEnv([...run.matchAll(/^ENV (.*)$/gm)].map(([, line]) => line).join('\n'))
    check('it runs as an unprivileged user', /^USER node$/m.test(run))
    await refuses(app, env)
    await serves(app, { ...env, PORT: '0', ...secretsIn(folder) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function buildStage(stage: string, folder: string) {
  mkdirSync(folder)
  // A clean checkout; .dockerignore excludes only files outside git.
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) cpSync(file, path.join(folder, file))
  for (const [, command = ''] of stage.matchAll(/^RUN (.*)$/gm)) {
    print(`RUN ${command}`)
    execFileSync('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  }
}

/** The secrets of a server with TLS and a token, readable by the user that runs it. */
function secretsIn(folder: string): Record<string, string> {
  const { cert, key } = authority.issue(NAME)
  const own = path.join(folder, 'own')
  mkdirSync(own)
  const write = (name: string, content: string) => {
    const file = path.join(own, name)
    writeFileSync(file, content, { mode: 0o600 })
    return file
  }
  const names = {
    TLS_CERT: write('cert', cert),
    TLS_KEY: write('key', key),
    TOKEN_FILE: write('token', 'image-token-0123456789-0123456789-0123'),
  }
  if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, own])
  return { AUTH: 'token', ALLOWED_HOSTS: NAME, DATA_DIR: path.join(own, 'data'), ...names }
}

function start(app: string, env: NodeJS.Dict<string>) {
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/start.ts'], {
    cwd: app,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
}

async function refuses(app: string, env: NodeJS.Dict<string>) {
  const child = start(app, env)
  const exited = once(child, 'exit')
  const stderr = await text(child.stderr)
  await exited
  check('without configuration it does not start (exit code 78)', child.exitCode === 78)
  for (const name of ['AUTH', 'TLS_CERT', 'ALLOWED_HOSTS'])
    check(`it asks for ${name}`, stderr.includes(name))
}

async function serves(app: string, env: NodeJS.Dict<string>) {
  const child = start(app, env)
  const errors = text(child.stderr)
  const exited = once(child, 'exit')
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(String),
    exited.then(async () => `exited: ${await errors}`),
  ])
  const port = Number(/:(\d+)\//.exec(line)?.[1])
  check(`with sign-in, TLS and host names it starts: ${line}`, port > 0)
  const statusOf = async (target: string) => {
    const sent = request({
      port,
      host: '127.0.0.1',
      path: target,
      headers: { host: NAME },
      ca: authority.ca,
      servername: NAME,
    })
    const status = new Promise<number | undefined>((resolve, reject) => {
      sent.once('response', ({ statusCode }) => resolve(statusCode)).once('error', reject)
    })
    sent.end()
    return status
  }
  check('it is healthy', (await statusOf('/healthz')) === 200)
  check('it serves the sign-in page', (await statusOf('/sign-in')) === 200)
  check('it redirects other pages to it', (await statusOf('/images')) === 303)
  child.kill('SIGTERM')
  await exited
  check('it exits with code 0', child.exitCode === 0)
}

function check(what: string, isTrue: boolean) {
  if (!isTrue) throw new Error(`Failed: ${what}`)
  print(`ok  ${what}`)
}

await main()
