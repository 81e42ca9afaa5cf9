/** Under which name the token is kept, for this tab only and until it is closed. */
const KEY = 'launch-token'

/** What taking the token needs of a browser. */
type Tab = {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>
  history: Pick<History, 'replaceState'>
  sessionStorage: Pick<Storage, 'setItem'>
}

/**
 * Takes the token out of `#token=…`, keeps it for this tab, and removes it from the address bar, so that it is neither
 * copied with the address nor kept in the history. Gives whether there was one.
 */
export function takeLaunchToken({ location, history, sessionStorage }: Tab): boolean {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (token === undefined) return false
  sessionStorage.setItem(KEY, token)
  history.replaceState(null, '', location.pathname + location.search)
  return true
}

/** The token of this tab; null where its address never had one. */
export function readLaunchToken(storage: Pick<Storage, 'getItem'>): string | null {
  return storage.getItem(KEY)
}
