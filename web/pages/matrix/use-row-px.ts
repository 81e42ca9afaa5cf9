import { useSyncExternalStore } from 'react'

/** Heads of rows are narrow there and take more lines: as in `matrix.module.css`, so that no row is higher than said here. */
const NARROW = matchMedia('(max-width: 40em)')

function subscribe(onChange: () => void) {
  NARROW.addEventListener('change', onChange)
  return () => NARROW.removeEventListener('change', onChange)
}

/** The height of a row of the matrix: those far from the view need not be in the document. */
export function useRowPx(): number {
  return useSyncExternalStore(subscribe, () => (NARROW.matches ? 140 : 72))
}
