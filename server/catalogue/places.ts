/** Places for a few at a time. */
export type Places = {
  /** Takes a place; gives what leaves it, once or more often. Null where none is free. */
  take(): (() => void) | null
}

/** `most` places, all of them free. */
export function createPlaces(most: number): Places {
  const taken = new Set<symbol>()
  return {
    take: () => {
      if (taken.size >= most) return null
      const place = Symbol('place')
      taken.add(place)
      return () => void taken.delete(place)
    },
  }
}
