import { parseArgs } from 'node:util'

import type { SampleKeys } from './authorize.ts'

/** `quota` is in calls of one operation a minute. */
export type SampleCommand =
  | { kind: 'start'; port: number; quota: number | null; faults: boolean }
  | { kind: 'help' }

/** An invalid command line. The message names the option. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The output of `--help`. */
export const USAGE = `Usage: npm run sample -- [--port <number>] [--quota <calls>] [--faults]

Serves ListRegions and ListImages of SWAS-OPEN 2020-06-01 on 127.0.0.1, with sample data.

  --port <number>   port to listen on; 0 takes a free one (default 4010)
  --quota <calls>   allow so many calls of one operation a minute (default: no limit)
  --faults          inject faults on demand: GET /__modes lists the modes, POST /__mode sets one
                    ({"mode", "operation"?, "region"?, "times"?, "seed"?}), POST /__release answers held calls,
                    POST /__reset clears everything, GET /__stats returns counts
  --help            show this help

It accepts the key pair in ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET if both are set
(with ALIBABA_CLOUD_SECURITY_TOKEN, if set), otherwise a built-in pair that it prints.
`

/**
 * @param args follow the name of the script
 * @throws UsageError if an option is unknown or its value is invalid
 */
export function parseSampleCommand(args: readonly string[]): SampleCommand {
  const { port, quota, faults, help } = readOptions(args)
  if (help) return { kind: 'help' }
  return {
    kind: 'start',
    port: parseInteger('--port', port ?? '4010', 0, 65_535),
    quota: quota === undefined ? null : parseInteger('--quota', quota, 1, 100_000),
    faults: faults === true,
  }
}

/**
 * The keys in the environment, under the names that Alibaba Cloud's SDKs use; null if it has none.
 * @throws UsageError if only half of the pair is set
 */
export function parseSampleKeys(env: Readonly<Record<string, string | undefined>>): SampleKeys | null {
  const accessKeyId = env['ALIBABA_CLOUD_ACCESS_KEY_ID'] ?? ''
  const accessKeySecret = env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] ?? ''
  const securityToken = env['ALIBABA_CLOUD_SECURITY_TOKEN'] ?? ''
  if (accessKeyId === '' && accessKeySecret === '') return null
  if (accessKeyId === '' || accessKeySecret === '') {
    const absent = accessKeyId === '' ? 'ALIBABA_CLOUD_ACCESS_KEY_ID' : 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'
    throw new UsageError(`${absent} is not set, but the other half of the key pair is: set both or neither`)
  }
  return { accessKeyId, accessKeySecret, ...(securityToken === '' ? {} : { securityToken }) }
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        quota: { type: 'string' },
        faults: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function parseInteger(option: string, text: string, min: number, max: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`${option} should be a whole number from ${min} to ${max}, not "${text}"`)
}
