import { foldedText } from '../region/region-search.ts'

/** Something that the palette leads to. */
export type Command = {
  id: string
  kind: 'region' | 'page' | 'action' | 'image'
  label: string
  /** What it is found by beside its label: an ID, a name in the other language. */
  alsoFoundBy: string
  run: () => unknown
}

/** Most commands that are shown at once. */
const MOST_SHOWN = 50

/** The commands that hold every word of a query, whatever its width and case; without a query the first ones. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = foldedText(query).split(/\s+/).filter(Boolean)
  const found = commands.filter(({ label, alsoFoundBy }) => {
    const text = foldedText(`${label}\n${alsoFoundBy}`)
    return words.every((word) => text.includes(word))
  })
  return found.slice(0, MOST_SHOWN)
}
