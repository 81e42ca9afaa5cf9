import { parseSampleCommand, parseSampleKeys, USAGE, UsageError } from './cli-options.ts'
import { createFaultInjector } from './faults/injector.ts'
import { startSampleServer, SAMPLE_KEYS } from './server.ts'

const keys = attempt(() => parseSampleKeys(process.env))
const command = attempt(() => parseSampleCommand(process.argv.slice(2)))
if (command.kind === 'help') {
  process.stdout.write(USAGE)
} else {
  const quota = command.quota === null ? null : { calls: command.quota, windowMs: 60_000 }
  const faults = command.faults ? { faults: createFaultInjector() } : {}
  const options = { port: command.port, keys: keys ?? SAMPLE_KEYS, quota, ...faults }
  const sample = await startSampleServer(options).catch((error: unknown) =>
    fail(`The sample could not start: ${error instanceof Error ? error.message : String(error)}`, 1),
  )
  const pair = keys
    ? 'from the environment'
    : `ALIBABA_CLOUD_ACCESS_KEY_ID=${sample.accessKeyId} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${sample.accessKeySecret}`
  const host = new URL(sample.origin).host
  process.stdout.write(`SWAS sample: ${sample.origin}/
Keys: ${pair}
SDK:  new Client({ accessKeyId, accessKeySecret, protocol: 'HTTP', endpoint: '${host}' })
CLI:  aliyun --force --protocol http --endpoint ${host} swas-open ListImages --version 2020-06-01 --RegionId cn-hangzhou
`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void sample.close())
}

function attempt<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\n${USAGE}`, 2)
    throw error
  }
}

function fail(message: string, exitCode: number): never {
  process.stderr.write(`${message}\n`)
  process.exit(exitCode)
}
