import { allRegions } from './measure/all-regions.ts'
import { firstLoad } from './measure/first-load.ts'
import { keystroke } from './measure/keystroke.ts'
import { layoutShift } from './measure/layout-shift.ts'
import { matrix } from './measure/matrix.ts'
import { memory } from './measure/memory.ts'
import { regionSwitch } from './measure/region-switch.ts'
import { scroll } from './measure/scroll.ts'
import { serverMemory } from './measure/server-memory.ts'
import { signing } from './measure/signing.ts'
import { start } from './measure/start.ts'
import { upstreamCalls } from './measure/upstream-calls.ts'
import { warmRead } from './measure/warm-read.ts'
import type { Measurement } from './stage.ts'

/** All measurements, in the order of the table. */
export const MEASUREMENTS: readonly Measurement[] = [
  firstLoad,
  regionSwitch,
  keystroke,
  scroll,
  matrix,
  layoutShift,
  memory,
  warmRead,
  allRegions,
  start,
  serverMemory,
  upstreamCalls,
  signing,
]
