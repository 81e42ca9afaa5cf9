import { DRAIN_GRACE_MS } from '#contract/timeouts.ts'

import { type Entrance, startApp } from './app.ts'
import { type Config, ConfigError } from './config/config.ts'
import { KEY_VARIABLES, secretsOf } from './config/credentials.ts'
import { StartError } from './config/errors.ts'
import { loadConfig } from './config/load-config.ts'
import { openAccess } from './config/secrets.ts'
import { newId } from './http/auth/sessions.ts'
import { whenLeftAlone } from './process/parent-exit.ts'
import { checkRuntime } from './runtime.ts'
import { gatherLines } from './telemetry/batch-writes.ts'
import { createLog } from './telemetry/logger.ts'

/** 2 by custom of the shell; 78 is EX_CONFIG of sysexits.h. */
const EXIT = { done: 0, failed: 1, usage: 2, config: 78 }

/** So long a line of the log waits for others, so that all of them cost one call of the system. */
const LOG_EVERY_MS = 10

if (process.argv.length > 2) {
  quit(EXIT.usage, 'This command takes no options; its environment configures it, see server/README.md.')
}
// Whoever reads the log may go away before this process does; it then goes on without one.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
const { config, entrance, secrets } = await readConfig()
const lines = gatherLines(
  (text) => process.stderr.write(text),
  (flush) => setTimeout(flush, LOG_EVERY_MS),
)
process.on('exit', lines.flush)
const log = createLog(lines.add, secrets)
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (cause: unknown) => {
    log.error({ cause }, event)
    process.exit(EXIT.failed)
  })
}
for (const notice of config.notices) log.warn(notice)
const app = await startApp(config, entrance, log).catch(explain)
let stopping = false
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(signal))
if (process.env['npm_lifecycle_event'] === 'start') whenLeftAlone(() => stop('the shell of npm is gone'))
// Whoever waits for this line may send a signal as soon as it comes.
process.stdout.write(`SWAS Image Browser: ${app.url}\n`)

function stop(reason: string) {
  if (stopping) process.exit(EXIT.failed)
  stopping = true
  log.info({ reason }, 'stopping')
  void app.stop(DRAIN_GRACE_MS).then(() => process.exit(EXIT.done))
}

async function readConfig(): Promise<{ config: Config; entrance: Entrance; secrets: readonly string[] }> {
  try {
    checkRuntime(process.versions.node)
    const config = await loadConfig(process)
    const { address, port, access: settings } = config
    const { access, secrets, problems } = openAccess(settings, newId)
    if (problems.length > 0) throw new ConfigError(problems)
    const place = settings.socketPath === null ? { address, port } : { socketPath: settings.socketPath }
    return { config, entrance: { place, access }, secrets: [...secretsOf(config.credentials), ...secrets] }
  } catch (error) {
    return explain(error)
  } finally {
    // Nothing that runs later in this process, and no process it might start, has a use for the keys.
    for (const name of KEY_VARIABLES) delete process.env[name]
  }
}

/** Ends with what went wrong in plain sentences, where it was foreseen. */
function explain(error: unknown): never {
  if (error instanceof ConfigError) return quit(EXIT.config, ...error.problems)
  if (error instanceof StartError) return quit(EXIT.failed, error.message)
  throw error
}

function quit(code: number, ...sentences: readonly string[]): never {
  process.stderr.write(sentences.map((sentence) => `${sentence}\n`).join(''))
  process.exit(code)
}
