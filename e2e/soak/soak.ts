import { setTimeout as pause } from 'node:timers/promises'

import * as v from 'valibot'

import { type RunningProcess, startProcess } from '../support/processes.ts'
import { drainUnderLoad } from './drain.ts'
import { type FaultySample, startFaultySample } from './faulty-sample.ts'
import { FRESH_SECONDS, RECOVERY_AFTER_CHAOS_SECONDS, RECOVERY_SECONDS, type SoakResult } from './judge.ts'
import { watchPhase } from './phase.ts'
import { readFigures } from './process-figures.ts'
import { readRegion, startReaders } from './readers.ts'

type Options = {
  /** Duration of the outage; the calm and the chaos phase take half as long each. */
  minutes: number
  readers: number
  readsPerSecond: number
  dataDir: string
  log: (what: string) => void
}

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tSoakSoakSoak0001',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'SoakSoakSoakSecret0123456789',
}

/** Runs the server against the sample cloud: calm, outage, recovery, chaos, recovery, and a stop under load. */
export async function soak(options: Options): Promise<SoakResult> {
  const sample = await startFaultySample(KEYS)
  const app = await startProcess('server/main.ts', [], {
    ...KEYS,
    PORT: '0',
    SWAS_CREDENTIALS: 'env',
    SWAS_ENDPOINT: sample.origin,
    SWAS_FRESH_SECONDS: String(FRESH_SECONDS),
    SWAS_CALLS_PER_MINUTE: '600',
    DATA_DIR: options.dataDir,
    NODE_OPTIONS: `--expose-gc --import=${import.meta.resolve('./collect-garbage.ts')}`,
  })
  try {
    return await runPhases(app, sample, options)
  } finally {
    await app.stop('SIGKILL')
    await sample.stop()
  }
}

async function runPhases(app: RunningProcess, sample: FaultySample, options: Options): Promise<SoakResult> {
  const { minutes, readers: count, readsPerSecond, log } = options
  log('reading every region once')
  const regionIds = await warmUp(app)
  const before = (await readFigures(app)).openFiles
  const readers = startReaders({
    origin: app.origin,
    regionIds,
    readers: count,
    readsPerSecond,
    freshSeconds: FRESH_SECONDS,
  })
  const watch = (name: string, isOver: (seconds: number) => boolean | Promise<boolean>) => {
    log(name)
    return watchPhase({ name, app, readers, isOver })
  }
  const recover = async (name: string, limitSeconds: number) => {
    await sample.reset()
    const sinceMs = Date.now()
    let isFresh = false
    const phase = await watch(name, async (seconds) => {
      isFresh = await areRefreshed(app, regionIds, sinceMs)
      return isFresh || seconds >= limitSeconds
    })
    return { ...phase, isFresh }
  }

  const calm = await watch('calm', (seconds) => seconds >= minutes * 30)
  await sample.setMode('reset-before-headers')
  const dead = await watch('dead cloud', (seconds) => seconds >= minutes * 60)
  const recovery = await recover('cloud is back', RECOVERY_SECONDS)
  await sample.setMode('chaos')
  const chaos = await watch('chaos', (seconds) => seconds >= minutes * 30)
  const after = await recover('chaos is over', RECOVERY_AFTER_CHAOS_SECONDS)
  await readers.stop()
  const idleFiles = { before, after: await filesOnceIdle(app, before) }
  log('stopping under load')
  const drain = await drainUnderLoad(app, sample, regionIds)
  const uncaught = app.output.stderr.filter((line) => /uncaughtException|unhandledRejection/.test(line))
  return { calm, dead, recovery, chaos, after, idleFiles, drain, uncaught }
}

const statusSchema = v.object({
  regions: v.array(
    v.object({
      regionId: v.string(),
      fetchedAt: v.nullable(v.string()),
      failure: v.optional(v.unknown()),
    }),
  ),
})

async function regionsOf({ origin }: RunningProcess) {
  const response = await fetch(new URL('/api/status', origin), { headers: { 'X-Console': '1' } })
  return v.parse(statusSchema, await response.json()).regions
}

/** Reads each region once, because the background refresh takes minutes. Returns the regions that have images. */
async function warmUp(app: RunningProcess): Promise<string[]> {
  const regionIds: string[] = []
  for (const { regionId } of await regionsOf(app)) {
    const { total } = await readRegion(app.origin, regionId)
    if (total > 0) regionIds.push(regionId)
  }
  return regionIds
}

/** Whether each of these regions was read since then and has no failure. */
async function areRefreshed(
  app: RunningProcess,
  regionIds: readonly string[],
  sinceMs: number,
): Promise<boolean> {
  const regions = (await regionsOf(app)).filter(({ regionId }) => regionIds.includes(regionId))
  return regions.every(
    ({ failure, fetchedAt }) =>
      failure === undefined && fetchedAt !== null && Date.parse(fetchedAt) >= sinceMs,
  )
}

/** Open files, as soon as they are no more than before, or after idle connections have timed out. */
async function filesOnceIdle(app: RunningProcess, before: number): Promise<number> {
  for (let second = 0; ; second += 1) {
    const { openFiles } = await readFigures(app)
    if (openFiles <= before || second >= 20) return openFiles
    await pause(1000)
  }
}
