import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

/** Measures a page; installed before the page's scripts run. Times are milliseconds since navigation. */
export type Probe = {
  /** When the first card, or the first row of the matrix, was painted. */
  firstItemMs: number | null
  /** The sum of unexpected layout shifts. */
  shift: number
  /**
   * Waits until the visible part of the list has stopped changing after the last key or click.
   * @param regionId if given, only a list of this region counts
   * @returns milliseconds from that key or click to the frame in which its result was painted
   */
  settled(regionId?: string): Promise<number>
  startFrames(): void
  /** The share of frames on time since `startFrames`, at 60 per second. */
  stopFrames(): number
}

declare global {
  interface Window {
    probe: Probe
  }
}

const source = readFileSync(path.join(import.meta.dirname, 'page-probe.ts'), 'utf8')

/** The script that installs `window.probe`. */
export const PROBE_SCRIPT = `{${stripTypeScriptTypes(source)}}`
