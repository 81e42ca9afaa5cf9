import { lookup } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

import { type Config, hostOf, parseConfig } from './config.ts'
import { checkEnvFile } from './env-file.ts'
import { resolveHost } from './listen-host.ts'

const ENV_FILE = '.env'

/**
 * The configuration of a process: its environment, and what a `.env` file in its folder adds to it.
 * @throws ConfigError that names every problem.
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
