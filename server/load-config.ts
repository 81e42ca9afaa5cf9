import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

import { type Config, parseConfig } from './config.ts'
import { checkEnvFile } from './env-file.ts'

const ENV_FILE = '.env'

/**
 * The configuration of a process: its environment, and what a `.env` file in its folder adds to it.
 * @throws ConfigError that names every problem.
 */
export function loadConfig(process: Pick<NodeJS.Process, 'env' | 'loadEnvFile'>): Config {
  if (existsSync(ENV_FILE)) {
    checkEnvFile(ENV_FILE)
    process.loadEnvFile(ENV_FILE)
  }
  return parseConfig(process.env, { hasProfile: existsSync(path.join(homedir(), '.aliyun', 'config.json')) })
}
