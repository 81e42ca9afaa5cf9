import type { StateStorage } from 'zustand/middleware'

/**
 * Storage that never throws. If the browser's is blocked or full, values are lost when the page is closed.
 * @param open returns the browser's storage; may throw, as `localStorage` does if cookies are blocked
 */
export function safeStorage(open: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): StateStorage {
  return {
    getItem: (name) => attempt(() => open().getItem(name)) ?? null,
    setItem: (name, value) => attempt(() => open().setItem(name, value)),
    removeItem: (name) => attempt(() => open().removeItem(name)),
  }
}

type PersistedStore = {
  persist: { getOptions: () => { name?: string }; rehydrate: () => Promise<void> | void }
}

/** Reloads a store when another tab writes it. Otherwise the next write here would undo the other tab's. */
export function syncAcrossTabs({ persist }: PersistedStore): void {
  addEventListener('storage', ({ key }) => {
    if (key === persist.getOptions().name) void persist.rehydrate()
  })
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
