import { setTimeout as pause } from 'node:timers/promises'

import * as v from 'valibot'

import { type RunningProcess, startProcess } from '../support/processes.ts'

/** The sample SWAS in its own process, with controls for its faults. */
export type FaultySample = Pick<RunningProcess, 'origin' | 'stop'> & {
  setMode(mode: string): Promise<void>
  /** Waits until this many calls are held. */
  waitForHeldCalls(calls: number): Promise<void>
  /** Responds to all held calls and all later ones. */
  release(): Promise<void>
  reset(): Promise<void>
}

const statsSchema = v.object({ byMode: v.record(v.string(), v.number()) })

/** Starts it with these keys on a free port. */
export async function startFaultySample(keys: Record<string, string>): Promise<FaultySample> {
  const sample = await startProcess('server/sample/main.ts', ['--port', '0', '--faults'], keys)
  const { origin } = sample
  const post = async (path: string, body = {}) => {
    const response = await fetch(new URL(path, origin), { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }
  const heldCalls = async () => {
    const response = await fetch(new URL('/__stats', origin))
    return v.parse(statsSchema, await response.json()).byMode['hold'] ?? 0
  }
  return {
    origin,
    stop: (signal) => sample.stop(signal),
    setMode: (mode) => post('/__mode', { mode }),
    waitForHeldCalls: async (calls) => {
      while ((await heldCalls()) < calls) await pause(50)
    },
    release: async () => {
      await post('/__mode', { mode: 'ok' })
      await post('/__release')
    },
    reset: () => post('/__reset'),
  }
}
