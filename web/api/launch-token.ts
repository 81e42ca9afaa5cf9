/** The sessionStorage key: the token lasts until its tab is closed. */
const KEY = 'launch-token'

type Tab = {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>
  history: Pick<History, 'replaceState'>
  sessionStorage: Pick<Storage, 'setItem'>
}

/**
 * Moves the token from `#token=…` to this tab's storage, so that nobody copies it with the address and the history does
 * not keep it. Returns whether there was one.
 */
export function takeLaunchToken({ location, history, sessionStorage }: Tab): boolean {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (token === undefined) return false
  sessionStorage.setItem(KEY, token)
  history.replaceState(null, '', location.pathname + location.search)
  return true
}

export function readLaunchToken(storage: Pick<Storage, 'getItem'>): string | null {
  return storage.getItem(KEY)
}
