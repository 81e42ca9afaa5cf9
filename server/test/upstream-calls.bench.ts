import { createCatalogue } from '../catalogue/catalogue.ts'
import { openStore } from '../catalogue/store/open-store.ts'
import { createSeededRandom } from '../sample/faults/rules.ts'
import { sampleImages, sampleRegions } from '../sample/sample-images.ts'
import { createSwasClient } from '../swas/client.ts'
import { createCredentialSource } from '../swas/credentials.ts'
import { MAX_SWEEP_CALLS } from '../swas/sliding-window.ts'
import type { Transport } from '../swas/transport.ts'
import { createManualClock } from '../testing/manual-clock.ts'

const OPERATORS = 50
const HOUR_MS = 3_600_000
/** Average time that an operator spends on a region. */
const VIEW_MS = 30_000
/** SWAS-OPEN allows 10 calls a minute; one is left to other users of the account. */
const CALLS_PER_MINUTE = 9

const regionIds = sampleRegions().map(({ regionId }) => regionId)

/** Answers immediately, and counts calls by operation. */
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
    // Whole milliseconds, like a wall clock.
    timers: { after: (delayMs, run) => clock.after(Math.ceil(delayMs), run) },
    random,
    onEvent: (event) => {
      if ('error' in event) throw event.error
    },
  })
  return { clock, calls, catalogue }
}

/** Operators open one region after another for an hour. Each view also reads the list of regions. */
async function browse() {
  const random = createSeededRandom(20_200_601)
  const { clock, calls, catalogue } = setUp(true, createSeededRandom(1))
  let clicks = 0
  for (;;) {
    const waitMs = Math.round((2 * random() * VIEW_MS) / OPERATORS)
    if (clock.monotonicMs() + waitMs >= HOUR_MS) break
    await clock.pass(waitMs)
    clicks += 1
    const regionId = regionIds[Math.floor(random() * regionIds.length)] ?? ''
    void catalogue.regions(random() < 0.5 ? 'en-US' : 'zh-CN')
    void catalogue.images({ regions: [regionId], state: 'current' })
  }
  catalogue.close()
  return { clicks, ...calls }
}

/** Minutes until every region has been read from a cold start: by the background refresh, or for a view of all regions. */
async function fill(by: 'sweep' | 'view'): Promise<number> {
  const { clock, calls, catalogue } = setUp(by === 'sweep', createSeededRandom(1))
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
