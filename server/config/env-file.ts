import { readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'

import { ConfigError } from './config.ts'
import { KEY_VARIABLES } from './credentials.ts'

/**
 * Refuses an environment file that holds keys and may be read by other users of this machine.
 * @throws ConfigError that names the file and its mode, never its content.
 */
export function checkEnvFile(file: string): void {
  const mode = statSync(file).mode & 0o777
  // Windows has no such modes.
  if ((mode & 0o077) === 0 || process.platform === 'win32') return
  const names = Object.keys(parseEnv(readFileSync(file, 'utf8')))
  if (!KEY_VARIABLES.some((name) => names.includes(name))) return
  throw new ConfigError([
    `${file} holds keys, and other users may read it (mode ${mode.toString(8).padStart(4, '0')}): chmod 600 ${file}`,
  ])
}
