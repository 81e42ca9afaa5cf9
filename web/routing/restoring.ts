let isUnderWay = navigationType() !== 'navigate'

addEventListener('popstate', () => (isUnderWay = true))
for (const type of ['pointerdown', 'keydown', 'wheel'])
  addEventListener(type, () => (isUnderWay = false), { capture: true, passive: true })

/** Whether the reader came back, and the browser looks for the place where the page was left; until the next input. */
export function isRestoring(): boolean {
  return isUnderWay
}

function navigationType(): string {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming ? entry.type : 'navigate'
}
