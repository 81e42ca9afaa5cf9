import { useSyncExternalStore } from 'react'

const PRINT = matchMedia('print')
let isPrinting = PRINT.matches

function subscribe(onChange: () => void) {
  const follow = (next: boolean) => () => {
    isPrinting = next
    onChange()
  }
  const begin = follow(true)
  const end = follow(false)
  const change = () => (PRINT.matches ? begin : end)()
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  PRINT.addEventListener('change', change)
  return () => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
    PRINT.removeEventListener('change', change)
  }
}

/** Whether the page is on its way to paper, which wants all that a screen leaves out of the document. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting)
}
