import { type ReactNode, use } from 'react'

import type { Region } from '#contract/regions.ts'

import { useLanguage, useMessages } from '../i18n/messages.ts'
import { OptionListContext } from './option-list.ts'
import { closingWord, localName } from './region-name.ts'

import classes from './region-option.module.css'

/** One region of the picker: name, ID, and whether it is closing. */
export function RegionOption({ region, isCurrent }: { region: Region; isCurrent: boolean }) {
  const { browse } = useMessages()
  const language = useLanguage()
  return (
    <Option value={region.regionId} isCurrent={isCurrent}>
      <span>{localName(region, language)}</span> <code className={classes.id}>{region.regionId}</code>
      <span className={classes.closing}>{closingWord(region, language, browse.closing)}</span>
    </Option>
  )
}

/** Anything that can be chosen in the picker. Its field keeps the focus, and hears the keys. */
export function Option(props: { value: string; isCurrent: boolean; children: ReactNode }) {
  const { listId, marked, choose } = use(OptionListContext)
  const id = `${listId}-${props.value}`
  return (
    <button
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={props.isCurrent}
      data-value={props.value}
      data-combobox-selected={id === marked || undefined}
      className={classes.option}
      onClick={() => choose(props.value)}
    >
      {props.children}
    </button>
  )
}
