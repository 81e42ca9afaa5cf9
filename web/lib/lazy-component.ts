import { type ComponentType, createElement, type ReactNode, useEffect } from 'react'
import { create } from 'zustand'

import { reportLoadFailure, useConnection } from '../api/connection.ts'

/** A part of the page whose code comes when it is first wanted. */
type OnDemand<Props> = {
  /** Loads the code, for a part that is likely to be wanted soon. */
  prepare: () => void
  /** Does something once the code is there. Where it cannot be had the page says so, and nothing is done. */
  whenLoaded: (act: () => void) => void
  /** The part; until its code is there, and for as long as it cannot be had, what stands in `meanwhile`. */
  Part: (props: Props & { meanwhile?: ReactNode }) => ReactNode
}

/** A part that is on the page while the server is gone comes when it is back; one that never comes ends this. */
const MOST_TRIES = 5

/** Loads a part of the page on demand. `load` imports it. */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): OnDemand<Props> {
  const useLoaded = create<{ loaded: ComponentType<Props> | null }>(() => ({ loaded: null }))
  let underWay: Promise<void> | null = null
  let tries = 0

  function start(): Promise<void> {
    underWay ??= load().then(
      (loaded) => useLoaded.setState({ loaded }),
      (error: unknown) => {
        underWay = null
        throw error
      },
    )
    return underWay
  }

  function want() {
    tries += 1
    if (tries <= MOST_TRIES) start().catch(reportLoadFailure)
  }

  function Part(props: Props & { meanwhile?: ReactNode }) {
    const Loaded = useLoaded(({ loaded }) => loaded)
    const isLost = useConnection(({ lost }) => lost !== null)
    useEffect(() => {
      if (Loaded === null && !isLost) want()
    }, [Loaded, isLost])
    return Loaded === null ? (props.meanwhile ?? null) : createElement(Loaded, props)
  }

  return {
    prepare: () => void start().catch(() => {}),
    whenLoaded: (act) => void start().then(act, reportLoadFailure),
    Part,
  }
}
