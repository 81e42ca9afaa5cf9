import { useCombobox } from '@mantine/core'
import { useId } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useState } from 'react'

/**
 * The state of a region picker: what is typed, and which option Enter would choose. Where the regions are not there
 * yet, an Enter meanwhile counts once they are.
 */
export function useRegionCombobox(isListThere: boolean, isAnyChosen: boolean) {
  const [typed, setTyped] = useState<string | null>(null)
  const [isEntered, setIsEntered] = useState(false)
  const combobox = useCombobox({
    onDropdownClose: () => {
      setTyped(null)
      setIsEntered(false)
      combobox.resetSelectedOption()
    },
  })
  // The list itself would tell its ID only once it is in the document, after the field has been drawn as closed.
  const listId = useId()
  const { setListId } = combobox
  useEffect(() => setListId(listId), [setListId, listId])
  return {
    combobox,
    listId,
    typed,
    type: (text: string) => {
      setTyped(text)
      setIsEntered(false)
      combobox.openDropdown()
    },
    enterEarly: ({ key, nativeEvent }: KeyboardEvent) => {
      if (key === 'Enter' && !nativeEvent.isComposing && !isListThere) setIsEntered(typed !== null)
    },
    /** The options that a text leaves are in the document. */
    markChoice: (query: string) => {
      if (query !== '') combobox.selectFirstOption()
      else if (isAnyChosen) combobox.selectActiveOption()
      if (isEntered) combobox.clickSelectedOption()
    },
  }
}
