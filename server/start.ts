import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { KEY_VARIABLES } from './config/credentials.ts'
import { grantsOf } from './process/permissions.ts'

/** Builds the page before the start. */
const BUILD = '--build'

const root = path.join(import.meta.dirname, '..')
const options = process.argv.slice(2)
if (options.includes(BUILD)) build()
const fromFile = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
const grants = grantsOf({ ...fromFile, ...process.env }, { root, cwd: process.cwd(), home: homedir() })
const main = path.join(import.meta.dirname, 'main.ts')
become([...process.execArgv, ...grants, main, ...options.filter((option) => option !== BUILD)])

/** The tools that build have no use for the keys. */
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

/** The server takes the place of this process, so that it gets every signal itself and ends with its own code. */
function become(args: string[]) {
  if (process.platform !== 'win32' && process.execve !== undefined) {
    process.execve(process.execPath, [process.execPath, ...args], process.env)
  }
  // Windows has no such call; there a signal ends both, as they share the console.
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  child.once('exit', (code) => process.exit(code ?? 1))
}
