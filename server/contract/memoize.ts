/** Memoizes a function of an object. A result is kept as long as the object. */
export function memoizeByObject<T extends object, R extends object | string>(
  compute: (object: T) => R,
): (object: T) => R {
  const results = new WeakMap<T, R>()
  return (object) => {
    const known = results.get(object)
    if (known !== undefined) return known
    const result = compute(object)
    results.set(object, result)
    return result
  }
}

/** The cache is emptied when it is full. */
const MAX_TEXTS = 4000

/** Memoizes a function of a text, as most names and descriptions repeat in every region. */
export function memoizeByText<R extends object | string | boolean>(
  compute: (text: string) => R,
): (text: string) => R {
  const results = new Map<string, R>()
  return (text) => {
    const known = results.get(text)
    if (known !== undefined) return known
    if (results.size >= MAX_TEXTS) results.clear()
    const result = compute(text)
    results.set(text, result)
    return result
  }
}

/** Runs `load` at the first call and shares its result. After a failure the next call tries again. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () =>
    (loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    }))
}
