import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { KEY_VARIABLES } from './config/credentials.ts'
import { permissionFlags } from './process/permissions.ts'

/** Builds the page first. */
const BUILD = '--build'

const root = path.join(import.meta.dirname, '..')
const options = process.argv.slice(2)
if (options.includes(BUILD)) build()
const envFile = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
const paths = { root, cwd: process.cwd(), home: homedir() }
const flags = permissionFlags({ ...envFile, ...process.env }, paths)
const main = path.join(import.meta.dirname, 'main.ts')
replaceProcess([...process.execArgv, ...flags, main, ...options.filter((option) => option !== BUILD)])

/** The build tools do not need the keys. */
function build() {
  const env = { ...process.env }
  for (const name of KEY_VARIABLES) delete env[name]
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** Runs Node in place of this process, so that the server receives every signal and sets the exit code itself. */
function replaceProcess(args: string[]) {
  if (process.platform !== 'win32' && process.execve !== undefined) {
    process.execve(process.execPath, [process.execPath, ...args], process.env)
  }
  // Windows has no execve. Both processes share the console there, so a signal reaches both.
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  child.once('exit', (code) => process.exit(code ?? 1))
}
