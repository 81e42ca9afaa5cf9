import { createContext } from 'react'

/** What an option needs to know of the list that it stands in. */
export type OptionList = {
  /** The ID of the list; each option's ID begins with it. */
  listId: string
  /** The ID of the option that Enter would choose. */
  marked: string | null
  choose: (region: string) => void
}

export const OptionListContext = createContext<OptionList>({ listId: '', marked: null, choose: () => {} })
