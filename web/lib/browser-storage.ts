import type { StateStorage } from 'zustand/middleware'

/**
 * Storage that may refuse: blocked by a setting, or full. What cannot be kept then lasts until the page is left, and nothing throws.
 * @param open gives the browser's storage; it may throw, as `localStorage` does where cookies are blocked.
 */
export function safeStorage(open: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): StateStorage {
  return {
    getItem: (name) => attempt(() => open().getItem(name)) ?? null,
    setItem: (name, value) => attempt(() => open().setItem(name, value)),
    removeItem: (name) => attempt(() => open().removeItem(name)),
  }
}

/** What another tab keeps holds here too; else the next choice here would undo the one there. */
export function syncAcrossTabs({ persist }: Kept): void {
  addEventListener('storage', ({ key }) => {
    if (key === persist.getOptions().name) void persist.rehydrate()
  })
}

/** A store that is kept in this browser. */
type Kept = { persist: { getOptions: () => { name?: string }; rehydrate: () => Promise<void> | void } }

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
