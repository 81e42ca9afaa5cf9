import type { Probe } from './probe.ts'

// Runs in the page before its own scripts; see probe.ts.
const MATRIX = '[aria-label="Image IDs by region"]'
const LIST = `:is([aria-label="Images"], ${MATRIX})`
const FIRST = `:is(${LIST} li :is(h1, h2, h3, h4, h5, h6), ${MATRIX} tbody th)`
const ITEMS = `${LIST} :is(li, tbody tr, [role="row"])`
const QUIET_MS = 250
const FRAME_MS = 1000 / 60

const { port1, port2 } = new MessageChannel()
const waiters = new Set<{ regionId: string | undefined; resolve: (ms: number) => void }>()
let isDirty = true
let lastSnapshot = ''
let inputMs = 0
let paintedMs = 0
let frames: number[] | null = null

const probe: Probe = {
  firstItemMs: null,
  shift: 0,
  settled: (regionId) => new Promise((resolve) => void waiters.add({ regionId, resolve })),
  startFrames: () => {
    frames = []
  },
  stopFrames: () => {
    const times = frames ?? []
    frames = null
    const expected = Math.round(((times.at(-1) ?? 0) - (times[0] ?? 0)) / FRAME_MS)
    return expected === 0 ? 0 : Math.min(1, (times.length - 1) / expected)
  },
}
window.probe = probe

/** A description of the list at a few points. Layout is done by then, so this is cheap. */
function snapshot(): string {
  const points = [0.5, 0.7, 0.95].flatMap((y) => [0.2, 0.8].map((x) => [x * innerWidth, y * innerHeight]))
  const items = points.map(([x = 0, y = 0]) => document.elementFromPoint(x, y)?.closest(ITEMS))
  return [document.querySelector(ITEMS), ...items].map((item) => (item ? describe(item) : '-')).join('\n')
}

function describe(item: Element): string {
  return `${item.textContent} ${item.querySelectorAll('mark').length}`
}

function isOf(regionId: string | undefined): boolean {
  return regionId === undefined || document.querySelector(`${LIST} [aria-label$=" in ${regionId}"]`) !== null
}

/** Runs after a frame was painted: the message was sent during the frame. */
function afterPaint() {
  const nowMs = performance.now()
  if (probe.firstItemMs === null && document.querySelector(FIRST) !== null) probe.firstItemMs = nowMs
  if (paintedMs < inputMs) paintedMs = nowMs
  if (isDirty) {
    isDirty = false
    const current = snapshot()
    if (current !== lastSnapshot) paintedMs = nowMs
    lastSnapshot = current
  }
  if (waiters.size > 0 && nowMs - paintedMs > QUIET_MS) resolveWaiters()
}

function resolveWaiters() {
  for (const waiter of waiters) {
    if (!isOf(waiter.regionId)) continue
    waiters.delete(waiter)
    waiter.resolve(paintedMs - inputMs)
  }
}

// Requested before the page's own callbacks, so that their changes are painted in the same frame.
function onFrame(atMs: number) {
  frames?.push(atMs)
  port2.postMessage(null)
  requestAnimationFrame(onFrame)
}

function onShifts(list: PerformanceObserverEntryList) {
  for (const entry of list.getEntries()) {
    const isExpected = 'hadRecentInput' in entry && entry.hadRecentInput === true
    if (!isExpected && 'value' in entry && typeof entry.value === 'number') probe.shift += entry.value
  }
}

for (const type of ['keydown', 'pointerdown']) {
  addEventListener(type, ({ timeStamp }) => (inputMs = timeStamp), { capture: true, passive: true })
}
new MutationObserver(() => (isDirty = true)).observe(document, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
})
new PerformanceObserver(onShifts).observe({ type: 'layout-shift', buffered: true })
port1.addEventListener('message', afterPaint)
port1.start()
requestAnimationFrame(onFrame)
