let isActive = navigationType() !== 'navigate'

addEventListener('popstate', () => (isActive = true))
for (const type of ['pointerdown', 'keydown', 'wheel'])
  addEventListener(type, () => (isActive = false), { capture: true, passive: true })

/** Whether the reader came back, and the browser looks for the place where the page was left; until the next input. */
export function isRestoringScroll(): boolean {
  return isActive
}

function navigationType(): string {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming ? entry.type : 'navigate'
}
