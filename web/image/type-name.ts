import type { Messages } from '../i18n/en.ts'
import { knownType } from './filter-images.ts'

/** The type of an image: in the words of the page where it is a documented one, else as the cloud writes it. */
export function typeName(imageType: string, words: Messages['browse']['types']): string {
  const known = knownType(imageType)
  return known === undefined ? imageType || words.other : words[known]
}
