/** Keeps what was made of a thing for as long as the thing lives. */
export function kept<T extends object, R extends object | string>(make: (thing: T) => R): (thing: T) => R {
  const made = new WeakMap<T, R>()
  return (thing) => {
    const known = made.get(thing)
    if (known !== undefined) return known
    const result = make(thing)
    made.set(thing, result)
    return result
  }
}
