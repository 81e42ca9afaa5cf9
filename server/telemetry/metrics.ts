import type { RegionState } from '#contract/images.ts'
import type { StatusAnswer } from '#contract/status.ts'

/** One call of the cloud that has ended. */
export type UpstreamCall = { operation: string; attempts: number; durationMs: number; outcome: string }

/** What is counted as it happens; everything else is read from the status when it is asked for. */
export type Metrics = {
  upstreamCall(call: UpstreamCall): void
  /** One region's images were read, in that state. */
  read(state: RegionState): void
  /** Everything, in the text format of Prometheus, and its content type. */
  text(): Promise<{ contentType: string; body: string }>
}

/** Calls that are remembered before they are counted. */
const MOST_REMEMBERED = 1000

/**
 * Counts, and loads what Prometheus needs when it first asks: most servers have nobody who does, and loading it would be
 * a part of each start. Reads are counted in a map, for the time of a labelled counter: they are what is done most.
 */
export function createMetrics(status: () => StatusAnswer): Metrics {
  const reads = new Map<RegionState, number>()
  const remembered: UpstreamCall[] = []
  const scraped = once(async () => (await import('./prometheus.ts')).createScraped(status, reads))

  async function caughtUp() {
    const known = await scraped()
    for (const call of remembered.splice(0)) known.count(call)
    return known
  }

  return {
    upstreamCall: (call) => {
      remembered.push(call)
      if (remembered.length >= MOST_REMEMBERED) void caughtUp()
    },
    read: (state) => void reads.set(state, (reads.get(state) ?? 0) + 1),
    text: async () => (await caughtUp()).text(),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
