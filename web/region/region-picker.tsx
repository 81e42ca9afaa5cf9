import { IconSelector } from '@tabler/icons-react'
import { useId } from 'react'

import { ALL_REGIONS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { useLanguage, useMessages } from '../i18n/messages.ts'
import { OptionListContext } from './option-list.ts'
import { regionName } from './region-name.ts'
import { RegionChoices } from './region-options.tsx'
import { useRegionCombobox } from './use-combobox.ts'

import control from '../ui/control.module.css'
import classes from './region-picker.module.css'

/**
 * Chooses one region, or all, by typing a part of its ID or of its name in either language. Where the regions are not
 * there yet, what was typed and entered meanwhile counts once they are.
 */
export function RegionPicker(props: {
  regions: readonly Region[] | undefined
  value: string
  onChoose: (region: string) => void
  label?: string
  withAll?: boolean
}) {
  const { regions, value, onChoose, withAll = true } = props
  const { browse } = useMessages()
  const language = useLanguage()
  const fieldId = useId()
  const shown = value === ALL_REGIONS ? browse.allRegions : regionName(value, regions ?? [], language)
  const combobox = useRegionCombobox({ isListThere: regions !== undefined, onChoose })
  const { isOpen, typed, optionList } = combobox

  return (
    <div className={classes.picker}>
      <label htmlFor={fieldId}>{props.label ?? browse.region}</label>
      <input
        id={fieldId}
        type="text"
        className={control.field}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? optionList.listId : undefined}
        aria-activedescendant={optionList.marked ?? undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={browse.regionPlaceholder}
        value={typed ?? shown}
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
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
        >
          <OptionListContext value={optionList}>
            <RegionChoices
              {...{ regions, value, withAll }}
              query={typed ?? ''}
              onListed={combobox.markChoice}
            />
          </OptionListContext>
        </div>
      )}
    </div>
  )
}
