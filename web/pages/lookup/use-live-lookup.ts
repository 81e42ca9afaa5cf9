import { useEffect, useRef, useState } from 'react'

import type { Failure } from '#contract/failures.ts'
import type { LookupAnswer, LookupEvent } from '#contract/lookup.ts'

import type { ApiFailure } from '../../api/errors.ts'
import { lookupLive } from '../../api/queries.ts'
import { mergeLiveResults, type Results } from './merge-results.ts'

/** Progress of a live check. */
export type LiveProgress = {
  regionIds: readonly string[]
  /** The number of regions asked so far. */
  done: number
  /** When the next API call is due, in milliseconds since the epoch. */
  nextAtMs: number
}

type LiveState = {
  results: Results
  phase: 'idle' | 'running' | 'done' | 'cancelled' | 'broken'
  progress: LiveProgress
  /** Regions that answered for every ID. */
  checked: ReadonlySet<string>
  /** Errors by region ID. */
  failures: Readonly<Record<string, Failure>>
  /** Why the whole check failed, if the server said so. */
  broken: ApiFailure | null
}

/** Lookup results that can be checked against Alibaba Cloud. Known results stay visible and are updated as responses arrive. */
export function useLiveLookup(answer: LookupAnswer) {
  const [state, setState] = useState<LiveState>(() => ({
    results: new Map(answer.results.map((result) => [result.imageId, result])),
    phase: 'idle',
    progress: { regionIds: [], done: 0, nextAtMs: 0 },
    checked: new Set(),
    failures: {},
    broken: null,
  }))
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function check(regionIds: readonly string[]) {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setState((old) => started(old, regionIds))
    const ids = answer.results.map(({ imageId }) => imageId)
    try {
      for await (const outcome of lookupLive({ ids, regions: [...regionIds] }, controller.signal)) {
        setState((old) =>
          outcome.ok ? updated(old, outcome.value) : { ...old, phase: 'broken', broken: outcome.failure },
        )
      }
      setState((old) => (old.phase === 'running' ? { ...old, phase: 'broken' } : old))
    } catch (error) {
      if (!controller.signal.aborted) throw error
      if (running.current === controller) setState((old) => ({ ...old, phase: 'cancelled' }))
    }
  }

  return { ...state, check, cancel: () => running.current?.abort() }
}

function started(old: LiveState, regionIds: readonly string[]): LiveState {
  const failures = Object.entries(old.failures).filter(([regionId]) => !regionIds.includes(regionId))
  return {
    ...old,
    phase: 'running',
    progress: { regionIds, done: 0, nextAtMs: 0 },
    failures: Object.fromEntries(failures),
    broken: null,
  }
}

function updated(old: LiveState, event: LookupEvent): LiveState {
  const { regionIds } = old.progress
  const results = mergeLiveResults(old.results, event.results ?? [], new Set(regionIds))
  const failures = { ...old.failures, ...event.failures }
  if (event.event === 'answer') {
    const checked = new Set([...old.checked, ...(event.checkedRegions ?? [])])
    return {
      ...old,
      results,
      failures,
      checked,
      phase: 'done',
      progress: { ...old.progress, done: regionIds.length },
    }
  }
  const { callsDone, callsTotal, nextInMs } = event
  const done = callsTotal === 0 ? 0 : Math.floor((callsDone * regionIds.length) / callsTotal)
  return { ...old, results, failures, progress: { regionIds, done, nextAtMs: Date.now() + nextInMs } }
}
