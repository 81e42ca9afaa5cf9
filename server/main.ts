import { DRAIN_GRACE_MS } from '#contract/timeouts.ts'

import { type App, type Listen, startApp } from './app.ts'
import type { Config } from './config/config.ts'
import { KEY_VARIABLES, secretsOf } from './config/credentials.ts'
import { ConfigError, StartError } from './config/errors.ts'
import { loadConfig } from './config/load-config.ts'
import { loadSecrets } from './config/secrets.ts'
import { newId } from './http/auth/sessions.ts'
import { onParentExit } from './process/parent-exit.ts'
import { batchWrites, createLog } from './telemetry/logger.ts'

/** 2 is the shell's convention for wrong usage; 78 is EX_CONFIG of sysexits.h. */
const EXIT = { done: 0, failed: 1, usage: 2, config: 78 }

const LOG_FLUSH_MS = 10

// Node's own handler would open a debugger, and with it the memory of this process, to anyone who may send the signal.
process.on('SIGUSR1', () => {})
if (process.argv.length > 2) {
  quit(
    EXIT.usage,
    'This command takes no options. Configure it with environment variables: see server/README.md.',
  )
}
// The server outlives the reader of its output: without one it keeps running, unlogged.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
const { config, listen, secrets } = await readConfig()
const writer = batchWrites(
  (text) => process.stderr.write(text),
  (flush) => setTimeout(flush, LOG_FLUSH_MS),
)
process.on('exit', writer.flush)
const log = createLog(writer.add, secrets)
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (cause: unknown) => {
    log.error({ cause }, event)
    process.exit(EXIT.failed)
  })
}
for (const notice of config.notices) log.warn(notice)
const app: App = await startApp(config, listen, log).catch(explain)
let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(signal))
if (process.env['npm_lifecycle_event'] === 'start') onParentExit(() => stop('the shell of npm exited'))
// Last, because whoever reads this line may send a signal at once.
process.stdout.write(`SWAS Image Browser: ${app.url}\n`)

function stop(reason: string) {
  if (isStopping) process.exit(EXIT.failed)
  isStopping = true
  log.info({ reason }, 'stopping')
  void app.stop(DRAIN_GRACE_MS).then(() => process.exit(EXIT.done))
}

async function readConfig(): Promise<{ config: Config; listen: Listen; secrets: readonly string[] }> {
  try {
    const config = await loadConfig(process)
    const { address, port, access: settings } = config
    const { access, secrets, problems } = loadSecrets(settings, newId)
    if (problems.length > 0) throw new ConfigError(problems)
    const bind = settings.socketPath === null ? { address, port } : { socketPath: settings.socketPath }
    return { config, listen: { bind, access }, secrets: [...secretsOf(config.credentials), ...secrets] }
  } catch (error) {
    return explain(error)
  } finally {
    // Neither later code nor a child process needs the keys.
    for (const name of KEY_VARIABLES) delete process.env[name]
  }
}

/** Exits with the sentences of a foreseen error, and throws any other one. */
function explain(error: unknown): never {
  if (error instanceof ConfigError) return quit(EXIT.config, ...error.problems)
  if (error instanceof StartError) return quit(EXIT.failed, error.message)
  throw error
}

function quit(code: number, ...sentences: readonly string[]): never {
  process.stderr.write(sentences.map((sentence) => `${sentence}\n`).join(''))
  process.exit(code)
}
