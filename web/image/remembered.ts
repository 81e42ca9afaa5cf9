/** So many texts are remembered; then it begins anew. */
const MOST = 4000

/** A function of a text that works out each text once: the same names and descriptions stand in every region. */
export function remembered<T extends object | string | boolean>(
  work: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= MOST) known.clear()
    const result = work(text)
    known.set(text, result)
    return result
  }
}
