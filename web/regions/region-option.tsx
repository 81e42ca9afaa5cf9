import { Combobox } from '@mantine/core'

import type { Region } from '#contract/regions.ts'

import { useLanguage, useMessages } from '../messages/messages.ts'
import { localName } from './region-name.ts'

import classes from './region-option.module.css'

/** One region of the picker: name, ID, and whether it is closing. */
export function RegionOption({ region, isCurrent }: { region: Region; isCurrent: boolean }) {
  const { browse } = useMessages()
  const language = useLanguage()
  return (
    <Combobox.Option value={region.regionId} active={isCurrent} className={classes.option ?? ''}>
      <span>{localName(region, language)}</span> <code className={classes.id}>{region.regionId}</code>
      {region.closing && <span className={classes.closing}>{browse.closing}</span>}
    </Combobox.Option>
  )
}
