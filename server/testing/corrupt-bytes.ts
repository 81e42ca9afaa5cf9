import { array, type Arbitrary, constantFrom, integer, nat, record, tuple } from 'fast-check'

declare module 'vitest' {
  interface ProvidedContext {
    /** How many batches of bytes a fuzz test sends: few in every test run, many with `npm run fuzz`. */
    fuzzBatches: number
  }
}

/** How many each batch has. */
export const BATCH = 50

const change = record({
  at: nat(),
  kind: constantFrom('delete', 'insert', 'double', 'cut'),
  byte: integer({ min: 0, max: 255 }),
})

/** For tests: what `whole` gives, as bytes in Latin-1, with up to three of them damaged. */
export function mutated(whole: Arbitrary<string>): Arbitrary<string> {
  return tuple(whole, array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((damaged, { at, kind, byte }) => {
      const place = at % (damaged.length + 1)
      const [before, after] = [damaged.slice(0, place), damaged.slice(place)]
      if (kind === 'delete') return before + after.slice(1)
      if (kind === 'insert') return before + String.fromCharCode(byte) + after
      if (kind === 'double') return before + after.slice(0, 40) + after
      return before
    }, text),
  )
}
