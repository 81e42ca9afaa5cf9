import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import * as v from 'valibot'

import { ROOT } from './processes.ts'

const run = promisify(execFile)

/** Runs a script of the repository with Node and parses the JSON it prints. */
export async function runScript<TSchema extends v.GenericSchema>(
  script: string,
  schema: TSchema,
): Promise<v.InferOutput<TSchema>> {
  const { stdout } = await run(process.execPath, [script], { cwd: ROOT })
  return v.parse(schema, JSON.parse(stdout))
}
