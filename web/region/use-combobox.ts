import { type KeyboardEvent, useId, useState } from 'react'

import type { OptionList } from './option-list.ts'

const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
])

/**
 * The state of a region picker: what is typed, and which option Enter would choose. Where the regions are not there
 * yet, an Enter meanwhile counts once they are. Source: WAI-ARIA Authoring Practices, "Editable Combobox With List
 * Autocomplete".
 */
export function useRegionCombobox(options: { isListThere: boolean; onChoose: (region: string) => void }) {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const [isEntered, setIsEntered] = useState(false)
  const [marked, setMarked] = useState<string | null>(null)

  function mark(option: HTMLElement | undefined) {
    setMarked(option?.id ?? null)
    option?.scrollIntoView({ block: 'nearest' })
  }

  function close() {
    setOpen(false)
    setTyped(null)
    setIsEntered(false)
    setMarked(null)
  }

  function choose(region: string) {
    close()
    options.onChoose(region)
  }

  function step(by: number) {
    if (!isOpen) return setOpen(true)
    const all = optionsOf(listId)
    const from = all.findIndex(({ id }) => id === marked)
    return mark(all.at(from < 0 && by < 0 ? -1 : (from + by) % all.length))
  }

  function enter() {
    const region = meantOption(optionsOf(listId), marked, typed)?.dataset['value']
    if (region !== undefined) choose(region)
    else if (!options.isListThere) setIsEntered(typed !== null)
  }

  function onKeyDown(event: KeyboardEvent) {
    // 229: the key that ends a composition, where the browser reports it after the end.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const by = STEPS.get(event.key)
    if (by !== undefined) step(by)
    else if (event.key === 'Enter' && isOpen) enter()
    else if (event.key === 'Escape' && isOpen) close()
    else return
    event.preventDefault()
  }

  return {
    optionList: { listId, marked, choose } satisfies OptionList,
    isOpen,
    typed,
    open: () => setOpen(true),
    close,
    type: (text: string) => {
      setTyped(text)
      setIsEntered(false)
      setOpen(true)
    },
    onKeyDown,
    /** The options that a text leaves are in the document. */
    markChoice: (query: string) => {
      const all = optionsOf(listId)
      const option = query === '' ? all.find(({ ariaSelected }) => ariaSelected === 'true') : all[0]
      mark(option)
      if (isEntered && option?.dataset['value'] !== undefined) choose(option.dataset['value'])
    },
  }
}

/** What Enter chooses: the marked option. Of a list that came or was narrowed a moment ago, the first one, which is about to be marked. */
function meantOption(all: readonly HTMLElement[], marked: string | null, typed: string | null) {
  const first = typed === null || typed === '' ? undefined : all[0]
  return all.find(({ id }) => id === marked) ?? first
}

/** The options on screen, in their order; none while the list is closed. */
function optionsOf(listId: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`#${CSS.escape(listId)} [role="option"]`)]
}
