import { setTimeout as pause } from 'node:timers/promises'

import * as v from 'valibot'

import { type RunningProcess, startProcess } from '../support/processes.ts'

/** The sample SWAS as a process of its own, which misbehaves when it is told to. */
export type FaultySample = Pick<RunningProcess, 'origin' | 'stop'> & {
  setMode(mode: string): Promise<void>
  /** Until so many calls are held. */
  holds(calls: number): Promise<void>
  /** Answers all calls that are held, and those to come. */
  release(): Promise<void>
  reset(): Promise<void>
}

const statsSchema = v.object({ byMode: v.record(v.string(), v.number()) })

/** Starts it with these keys, on a free port. */
export async function startFaultySample(keys: Record<string, string>): Promise<FaultySample> {
  const sample = await startProcess('server/sample/main.ts', ['--port', '0', '--faults'], keys)
  const { origin } = sample
  const post = async (path: string, body = {}) => {
    const answer = await fetch(new URL(path, origin), { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  }
  const heldNow = async () => {
    const answer = await fetch(new URL('/__stats', origin))
    return v.parse(statsSchema, await answer.json()).byMode['hold'] ?? 0
  }
  return {
    origin,
    stop: (signal) => sample.stop(signal),
    setMode: (mode) => post('/__mode', { mode }),
    holds: async (calls) => {
      while ((await heldNow()) < calls) await pause(50)
    },
    release: async () => {
      await post('/__mode', { mode: 'ok' })
      await post('/__release')
    },
    reset: () => post('/__reset'),
  }
}
