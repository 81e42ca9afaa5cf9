import { type KeyboardEvent, useId, useState } from 'react'

/** What an option needs from its combobox. */
export type OptionList = {
  /** The ID of the listbox; the IDs of its options start with it. */
  listId: string
  /** The ID of the option that Enter chooses (`aria-activedescendant`). */
  activeId: string | null
  choose: (region: string) => void
}

const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
])

/**
 * State and keys of the region picker. If Enter is pressed before the regions are loaded, it takes effect as soon as
 * they are. Source: WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete".
 */
export function useCombobox(options: { isLoaded: boolean; onChoose: (region: string) => void }) {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const [isEnterPending, setEnterPending] = useState(false)
  const [activeId, setActiveId] = useState<string | null>(null)

  function activate(option: HTMLElement | undefined) {
    setActiveId(option?.id ?? null)
    option?.scrollIntoView({ block: 'nearest' })
  }

  function close() {
    setOpen(false)
    setTyped(null)
    setEnterPending(false)
    setActiveId(null)
  }

  function choose(region: string) {
    close()
    options.onChoose(region)
  }

  function step(by: number) {
    if (!isOpen) return setOpen(true)
    const all = optionsOf(listId)
    const from = all.findIndex(({ id }) => id === activeId)
    return activate(all.at(from < 0 && by < 0 ? -1 : (from + by) % all.length))
  }

  function enter() {
    const region = optionForEnter(optionsOf(listId), activeId, typed)?.dataset['value']
    if (region !== undefined) choose(region)
    else if (!options.isLoaded) setEnterPending(typed !== null)
  }

  function onKeyDown(event: KeyboardEvent) {
    // 229: some browsers report the key that ends a composition after the end.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const by = STEPS.get(event.key)
    if (by !== undefined) step(by)
    else if (event.key === 'Enter' && isOpen) enter()
    else if (event.key === 'Escape' && isOpen) close()
    else return
    event.preventDefault()
  }

  return {
    optionList: { listId, activeId, choose } satisfies OptionList,
    isOpen,
    typed,
    open: () => setOpen(true),
    close,
    type: (text: string) => {
      setTyped(text)
      setEnterPending(false)
      setOpen(true)
    },
    onKeyDown,
    /** Call it when the options for a text are rendered. */
    onOptionsRendered: (query: string) => {
      const all = optionsOf(listId)
      const option = query === '' ? all.find(({ ariaSelected }) => ariaSelected === 'true') : all[0]
      activate(option)
      if (isEnterPending && option?.dataset['value'] !== undefined) choose(option.dataset['value'])
    },
  }
}

/** The active option, or the first one if the list has just changed and none is active yet. */
function optionForEnter(all: readonly HTMLElement[], activeId: string | null, typed: string | null) {
  const first = typed === null || typed === '' ? undefined : all[0]
  return all.find(({ id }) => id === activeId) ?? first
}

/** The rendered options in order; none while the list is closed. */
function optionsOf(listId: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`#${CSS.escape(listId)} [role="option"]`)]
}
