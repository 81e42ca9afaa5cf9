import { type ComponentType, createElement, type ReactNode, useEffect } from 'react'
import { create } from 'zustand'

/** A component whose code is loaded on first use. */
type LazyComponent<Props> = {
  /** Starts loading. Failures are ignored: the component is not needed yet. */
  preload: () => void
  /** Calls `act` once the code is loaded. A failed load is reported, and `act` is not called. */
  whenLoaded: (act: () => void) => void
  /** The component; renders `meanwhile` until its code is loaded. */
  Component: (props: Props & { meanwhile?: ReactNode }) => ReactNode
}

/** A mounted component gives up after this many failed loads. */
const MAX_ATTEMPTS = 5

/** While loading is paused, mounted components wait: the server is gone, or serves another build. */
const useLoading = create(() => ({ reportFailure: () => {}, isPaused: false }))

/** Sets the callback for when the code of a component in use fails to load. */
export function onLoadFailure(reportFailure: () => void): void {
  useLoading.setState({ reportFailure })
}

/** Loads the code of mounted components that failed to load before. */
export function retryFailedLoads(): void {
  useLoading.setState({ isPaused: false })
}

function pauseLoading() {
  useLoading.setState({ isPaused: true })
  useLoading.getState().reportFailure()
}

export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyComponent<Props> {
  const useLoaded = create<{ loaded: ComponentType<Props> | null }>(() => ({ loaded: null }))
  let pending: Promise<void> | null = null
  let attempts = 0

  function start(): Promise<void> {
    pending ??= load().then(
      (loaded) => useLoaded.setState({ loaded }),
      (error: unknown) => {
        pending = null
        throw error
      },
    )
    return pending
  }

  function loadMounted() {
    attempts += 1
    if (attempts <= MAX_ATTEMPTS) start().catch(pauseLoading)
  }

  function Component(props: Props & { meanwhile?: ReactNode }) {
    const Loaded = useLoaded(({ loaded }) => loaded)
    const isPaused = useLoading((loading) => loading.isPaused)
    useEffect(() => {
      if (Loaded === null && !isPaused) loadMounted()
    }, [Loaded, isPaused])
    return Loaded === null ? (props.meanwhile ?? null) : createElement(Loaded, props)
  }

  return {
    preload: () => void start().catch(() => {}),
    whenLoaded: (act) => void start().then(act, pauseLoading),
    Component,
  }
}
