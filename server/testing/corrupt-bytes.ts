import { array, type Arbitrary, constantFrom, integer, nat, record, tuple } from 'fast-check'

declare module 'vitest' {
  interface ProvidedContext {
    /** Batches that a fuzz test sends: few in a normal run, many with `npm run fuzz`. */
    fuzzBatches: number
  }
}

/** Messages in each batch. */
export const BATCH_SIZE = 50

const change = record({
  at: nat(),
  kind: constantFrom('delete', 'insert', 'double', 'cut'),
  byte: integer({ min: 0, max: 255 }),
})

/** Values of `whole`, as Latin-1 bytes, with up to three changes. */
export function corrupted(whole: Arbitrary<string>): Arbitrary<string> {
  return tuple(whole, array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((damaged, { at, kind, byte }) => {
      const offset = at % (damaged.length + 1)
      const [before, after] = [damaged.slice(0, offset), damaged.slice(offset)]
      if (kind === 'delete') return before + after.slice(1)
      if (kind === 'insert') return before + String.fromCharCode(byte) + after
      if (kind === 'double') return before + after.slice(0, 40) + after
      return before
    }, text),
  )
}
