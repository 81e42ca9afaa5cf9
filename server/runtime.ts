import { ConfigError } from './config/config.ts'

/** The first release that runs TypeScript as it is; `engines` of package.json says the same. */
const LEAST = [22, 18] as const

/**
 * Refuses a Node that is too old.
 * @throws ConfigError that says which one is needed, and how npm brings it along.
 */
export function checkRuntime(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return
  throw new ConfigError([
    `Node.js ${LEAST.join('.')} or later is needed, and this is ${version}: npm start uses the one that npm ci installed.`,
  ])
}
