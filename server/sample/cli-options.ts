import { parseArgs } from 'node:util'

import type { SampleKeys } from './authorize.ts'

/** What the command line asks for. `quota` is calls of one operation a minute. */
export type SampleCommand =
  | { kind: 'start'; port: number; quota: number | null; faults: boolean }
  | { kind: 'help' }

/** A command line that cannot be followed; the message names the option. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The words of `--help`. */
export const USAGE = `Usage: npm run sample -- [--port <number>] [--quota <calls>] [--faults]

Serves ListRegions and ListImages of SWAS-OPEN 2020-06-01 on 127.0.0.1, with sample data.

  --port <number>   the port; 0 takes a free one (default 4010)
  --quota <calls>   refuse more than so many calls of one operation a minute (default: no limit)
  --faults          misbehave on demand: GET /__modes names the modes, POST /__mode sets one
                    ({"mode", "operation"?, "region"?, "times"?, "seed"?}), POST /__release lets held calls go,
                    POST /__reset ends all, GET /__stats counts
  --help            show this

It accepts the key pair of ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET where both are set
(and then ALIBABA_CLOUD_SECURITY_TOKEN, if set), else a built-in pair that it prints.
`

/**
 * Parses the arguments that follow the script's name.
 * @throws UsageError where an option is unknown or has no valid value
 */
export function parseSampleCommand(args: readonly string[]): SampleCommand {
  const { port, quota, faults, help } = readOptions(args)
  if (help) return { kind: 'help' }
  return {
    kind: 'start',
    port: parseWhole('--port', port ?? '4010', 0, 65_535),
    quota: quota === undefined ? null : parseWhole('--quota', quota, 1, 100_000),
    faults: faults === true,
  }
}

/**
 * The keys of the environment, under the ecosystem's own names; null where it has none.
 * @throws UsageError where only half of a pair is set
 */
export function parseSampleKeys(env: Readonly<Record<string, string | undefined>>): SampleKeys | null {
  const accessKeyId = env['ALIBABA_CLOUD_ACCESS_KEY_ID'] ?? ''
  const accessKeySecret = env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] ?? ''
  const securityToken = env['ALIBABA_CLOUD_SECURITY_TOKEN'] ?? ''
  if (accessKeyId === '' && accessKeySecret === '') return null
  if (accessKeyId === '' || accessKeySecret === '') {
    const absent = accessKeyId === '' ? 'ALIBABA_CLOUD_ACCESS_KEY_ID' : 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'
    throw new UsageError(`${absent} is not set, but the other half of the key pair is`)
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

function parseWhole(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new UsageError(`${option} should be a whole number from ${least} to ${most}, not "${text}"`)
}
