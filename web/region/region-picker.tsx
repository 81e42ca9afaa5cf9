import { IconSelector } from '@tabler/icons-react'
import { useId } from 'react'

import { ALL_REGIONS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { useLanguage, useMessages } from '../i18n/messages.ts'
import { regionName } from './region-name.ts'
import { RegionOptions } from './region-options.tsx'
import { useCombobox } from './use-combobox.ts'

import control from '../ui/control.module.css'
import classes from './region-picker.module.css'

/** Chooses one region or all of them by a part of the ID or of the name in either language. */
export function RegionPicker(props: {
  /** Undefined while they load. */
  regions: readonly Region[] | undefined
  value: string
  onChoose: (region: string) => void
  label?: string
  withAll?: boolean
}) {
  const { regions, value, onChoose, withAll = true } = props
  const { browse } = useMessages()
  const language = useLanguage()
  const inputId = useId()
  const name = value === ALL_REGIONS ? browse.allRegions : regionName(value, regions ?? [], language)
  const combobox = useCombobox({ isLoaded: regions !== undefined, onChoose })
  const { isOpen, typed, optionList } = combobox

  return (
    <div className={classes.picker}>
      <label htmlFor={inputId}>{props.label ?? browse.region}</label>
      <input
        id={inputId}
        type="text"
        className={control.field}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? optionList.listId : undefined}
        aria-activedescendant={optionList.activeId ?? undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={browse.regionPlaceholder}
        value={typed ?? name}
        onChange={({ currentTarget }) => combobox.type(currentTarget.value)}
        onKeyDown={combobox.onKeyDown}
        onClick={combobox.open}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={combobox.close}
      />
      <IconSelector size={18} aria-hidden="true" />
      {isOpen && (
        <div
          id={optionList.listId}
          role="listbox"
          tabIndex={-1}
          aria-label={browse.region}
          className={classes.options}
          // Keeps the focus on the input.
          onMouseDown={(event) => event.preventDefault()}
        >
          <RegionOptions
            {...{ regions, value, withAll, optionList }}
            query={typed ?? ''}
            onRendered={combobox.onOptionsRendered}
          />
        </div>
      )}
    </div>
  )
}
