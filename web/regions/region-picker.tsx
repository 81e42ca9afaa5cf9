import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useState } from 'react'

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

/** Chooses one region, or all, by typing a part of its ID or of its name in either language. */
export function RegionPicker(props: {
  regions: readonly Region[]
  value: string
  onChoose: (region: string) => void
  label?: string
  withAll?: boolean
}) {
  const { regions, value, onChoose, withAll = true } = props
  const messages = useMessages()
  const language = useLanguage()
  const shown = value === ALL_REGIONS ? messages.browse.allRegions : regionName(value, regions, language)
  const [typed, setTyped] = useState<string | null>(null)
  const combobox = useCombobox({
    onDropdownClose: () => {
      setTyped(null)
      combobox.resetSelectedOption()
    },
    onDropdownOpen: () => combobox.updateSelectedOptionIndex('active'),
  })

  return (
    <Combobox
      withinPortal={false}
      keepMounted={false}
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
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={380} aria-label={messages.browse.region}>
          <RegionChoices regions={regions} query={typed ?? ''} value={value} withAll={withAll} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
