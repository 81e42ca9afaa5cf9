import { Combobox, TextInput } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'

import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'

import { ALL_REGIONS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { useLanguage, useMessages } from '../messages/messages.ts'
import { RegionChoices } from './region-choices.tsx'
import { regionName } from './region-name.ts'
import { useRegionCombobox } from './use-region-combobox.ts'

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
  const messages = useMessages()
  const language = useLanguage()
  const shown =
    value === ALL_REGIONS ? messages.browse.allRegions : regionName(value, regions ?? [], language)
  const { combobox, listId, typed, type, enterEarly, markChoice } = useRegionCombobox(
    regions !== undefined,
    value !== '',
  )

  return (
    <Combobox
      withinPortal={false}
      keepMounted={false}
      shadow="md"
      store={combobox}
      onOptionSubmit={(choice) => {
        combobox.closeDropdown()
        onChoose(choice.split(' ')[0] ?? '')
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          label={props.label ?? messages.browse.region}
          placeholder={messages.browse.regionPlaceholder}
          value={typed ?? shown}
          rightSection={<IconSelector size={18} aria-hidden="true" />}
          rightSectionPointerEvents="none"
          onChange={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={enterEarly}
          onClick={() => combobox.openDropdown()}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options id={listId} className={classes.options} aria-label={messages.browse.region}>
          <RegionChoices {...{ regions, value, withAll }} query={typed ?? ''} onListed={markChoice} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
