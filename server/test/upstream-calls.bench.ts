import { createCatalogue } from '../catalogue/catalogue.ts'
import { openStore } from '../catalogue/store/open-store.ts'
import { sampleImages, sampleRegions } from '../sample/sample-images.ts'
import { createSwasClient } from '../swas/client.ts'
import { createCredentialSource } from '../swas/credentials.ts'
import { MAX_SWEEP_CALLS } from '../swas/sliding-window.ts'
import type { Transport } from '../swas/transport.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const OPERATORS = 50
const HOUR_MS = 3_600_000
/** How long an operator looks at a region before opening the next, on average. */
const LOOK_MS = 30_000
/** What SWAS-OPEN allows is 10 calls a minute; one is left to others. */
const CALLS_PER_MINUTE = 9

const regionIds = sampleRegions().map(({ regionId }) => regionId)

/** Answers at once, and counts the calls by operation. */
function createCountingTransport() {
  const images = sampleImages()
  const calls = { ListRegions: 0, ListImages: 0 }
  const transport: Transport = {
    post: (url, headers) => {
      const isRegions = headers['x-acs-action'] === 'ListRegions'
      calls[isRegions ? 'ListRegions' : 'ListImages'] += 1
      const body = isRegions
        ? {
            Regions: sampleRegions().map(({ regionId, localNames }) => ({
              RegionId: regionId,
              RegionEndpoint: `swas.${regionId}.aliyuncs.com`,
              LocalName: localNames[url.searchParams.get('AcceptLanguage') === 'en-US' ? 'en-US' : 'zh-CN'],
            })),
          }
        : { Images: images.get(url.searchParams.get('RegionId') ?? '') ?? [] }
      const text = JSON.stringify({ RequestId: `BENCH-${calls.ListImages}`, ...body })
      return Promise.resolve({ status: 200, headers: {}, body: text })
    },
    closeIdle: () => {},
    close: () => {},
  }
  return { calls, transport }
}

function setUp(sweep: boolean, random: () => number) {
  const clock = createManualClock()
  const { calls, transport } = createCountingTransport()
  let nonces = 0
  const client = createSwasClient({
    credentials: createCredentialSource({
      kind: 'fixed',
      credentials: { accessKeyId: 'LTAI-bench', accessKeySecret: 'bench-secret-of-no-account' },
    }),
    transport,
    clock,
    random,
    nonce: () => `nonce-${(nonces += 1)}`,
    callsPerMinute: CALLS_PER_MINUTE,
    originOverride: null,
  })
  const catalogue = createCatalogue({
    client,
    store: openStore(null, 'bench', { days: 365, changes: 1000 }, clock.wallMs()),
    source: 'live',
    freshMs: HOUR_MS,
    regionsFreshMs: 24 * HOUR_MS,
    sweep,
    clock,
    // Whole milliseconds, as a wall clock gives them.
    timers: { after: (delayMs, run) => clock.after(Math.ceil(delayMs), run) },
    random,
    onEvent: (event) => {
      if ('error' in event) throw event.error
    },
  })
  return { clock, calls, catalogue }
}

/** A small generator of even numbers in [0, 1), the same at each run: "mulberry32". */
function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Operators who open one region after another for an hour; each view also reads the regions. */
async function browse() {
  const chance = createChance(20_200_601)
  const { clock, calls, catalogue } = setUp(true, createChance(1))
  let clicks = 0
  for (;;) {
    const waitMs = Math.round((2 * chance() * LOOK_MS) / OPERATORS)
    if (clock.monotonicMs() + waitMs >= HOUR_MS) break
    await clock.pass(waitMs)
    clicks += 1
    const regionId = regionIds[Math.floor(chance() * regionIds.length)] ?? ''
    void catalogue.regions(chance() < 0.5 ? 'en-US' : 'zh-CN')
    void catalogue.images({ regions: [regionId], state: 'current' })
  }
  catalogue.close()
  return { clicks, ...calls }
}

/** Minutes until every region has been read, from nothing: by the background alone, or while someone looks at all. */
async function fill(by: 'sweep' | 'view'): Promise<number> {
  const { clock, calls, catalogue } = setUp(by === 'sweep', createChance(1))
  await clock.pass(0)
  if (by === 'view') await catalogue.images({ regions: 'all', state: 'current' })
  while (calls.ListImages < regionIds.length && clock.monotonicMs() < HOUR_MS) await clock.pass(250)
  catalogue.close()
  return clock.monotonicMs() / 60_000
}

const result = {
  operators: OPERATORS,
  regions: regionIds.length,
  browse: await browse(),
  minutes: { sweep: await fill('sweep'), view: await fill('view') },
  limits: { all: CALLS_PER_MINUTE, sweep: MAX_SWEEP_CALLS },
}
process.stdout.write(`${JSON.stringify(result)}\n`)
