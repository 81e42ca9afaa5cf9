import { useEffect, useRef, useState } from 'react'

import type { Failure } from '#contract/failures.ts'
import type { LookupAnswer, LookupEvent } from '#contract/lookup.ts'

import type { ApiFailure } from '../../api/errors.ts'
import { lookupLive } from '../../api/queries.ts'
import { type Results, withLive } from './merge-results.ts'

/** How far a check has come. */
export type LiveProgress = {
  regionIds: readonly string[]
  /** How many of the regions have been asked. */
  done: number
  /** When the next call goes, in milliseconds of the wall clock. */
  nextAtMs: number
}

type LiveState = {
  results: Results
  phase: 'idle' | 'running' | 'done' | 'cancelled' | 'broken'
  progress: LiveProgress
  /** Regions that have answered everything so far. */
  checked: ReadonlySet<string>
  /** Why regions could not be asked. */
  failures: Readonly<Record<string, Failure>>
  /** Why the check itself ended, where its end says so. */
  broken: ApiFailure | null
}

/** Results of a look-up that can be checked live; what is known stays on screen and is mended as answers arrive. */
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
    setState((old) => begun(old, regionIds))
    const ids = answer.results.map(({ imageId }) => imageId)
    try {
      for await (const outcome of lookupLive({ ids, regions: [...regionIds] }, controller.signal)) {
        setState((old) =>
          outcome.ok ? told(old, outcome.value) : { ...old, phase: 'broken', broken: outcome.failure },
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

function begun(old: LiveState, regionIds: readonly string[]): LiveState {
  const failures = Object.entries(old.failures).filter(([regionId]) => !regionIds.includes(regionId))
  return {
    ...old,
    phase: 'running',
    progress: { regionIds, done: 0, nextAtMs: 0 },
    failures: Object.fromEntries(failures),
    broken: null,
  }
}

function told(old: LiveState, event: LookupEvent): LiveState {
  const { regionIds } = old.progress
  const results = withLive(old.results, event.results ?? [], new Set(regionIds))
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
