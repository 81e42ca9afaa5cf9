/** Writes lines; those of a moment by one call. */
export type GatheredLines = {
  add: (line: string) => void
  /** Writes what was gathered, at once: the process ends. */
  flush: () => void
}

/** Under load a call of the system for each line costs more than the line. `later` says when a moment is over. */
export function gatherLines(
  write: (text: string) => void,
  later: (flush: () => void) => void,
): GatheredLines {
  let gathered = ''

  function flush() {
    const text = gathered
    gathered = ''
    if (text !== '') write(text)
  }

  return {
    add(line) {
      if (gathered === '') later(flush)
      gathered += line
    },
    flush,
  }
}
