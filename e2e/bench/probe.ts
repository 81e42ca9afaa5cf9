import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

/** What a page is watched with; installed before anything of the page runs. Times are milliseconds since navigation. */
export type Probe = {
  /** When the first card, or the first row of the matrix, was painted. */
  firstItemMs: number | null
  /** How far things moved without being asked to, summed (layout-shift). */
  shift: number
  /**
   * Waits until what can be seen of the list has stood still for a while after the last key or click.
   * @param regionId if given, only a list of this region counts
   * @returns milliseconds from that key or click to the frame in which its result was painted
   */
  settled(regionId?: string): Promise<number>
  startFrames(): void
  /** The share of frames that came in time since `startFrames`, at 60 a second. */
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
