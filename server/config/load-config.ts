import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { type Config, hostOf, parseConfig } from './config.ts'
import { KEY_VARIABLES } from './credentials.ts'
import { ConfigError } from './errors.ts'
import { resolveHost } from './exposure.ts'

const ENV_FILE = '.env'

/**
 * The configuration of this process, from its environment and the `.env` file in its working directory.
 * @throws ConfigError with every problem
 */
export async function loadConfig(process: Pick<NodeJS.Process, 'env' | 'loadEnvFile'>): Promise<Config> {
  if (existsSync(ENV_FILE)) {
    checkEnvFile(ENV_FILE)
    process.loadEnvFile(ENV_FILE)
  }
  return parseConfig(process.env, {
    hasProfile: existsSync(path.join(homedir(), '.aliyun', 'config.json')),
    addresses: await resolveHost(hostOf(process.env), lookup),
  })
}

/**
 * Refuses an environment file that holds keys and that other users of this machine can read.
 * @throws ConfigError that names the file and its mode, never its content
 */
function checkEnvFile(file: string): void {
  const mode = statSync(file).mode & 0o777
  // Windows has no such modes.
  if ((mode & 0o077) === 0 || process.platform === 'win32') return
  const names = Object.keys(parseEnv(readFileSync(file, 'utf8')))
  if (!KEY_VARIABLES.some((name) => names.includes(name))) return
  throw new ConfigError([
    `${file} holds keys, and other users can read it (mode ${mode.toString(8).padStart(4, '0')}): run chmod 600 ${file}`,
  ])
}
