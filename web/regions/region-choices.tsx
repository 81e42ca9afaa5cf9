import { Combobox } from '@mantine/core'

import { ALL_REGIONS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { useMessages } from '../messages/messages.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { RegionOption } from './region-option.tsx'
import { findRegions, foldedText } from './region-search.ts'

/** The regions that a typed text leaves, in their groups; each once, those used recently first. */
export function RegionChoices(props: {
  regions: readonly Region[]
  query: string
  value: string
  withAll: boolean
}) {
  const { regions, query, value, withAll } = props
  const { browse } = useMessages()
  const recentIds = usePreferences(({ recentRegions }) => recentRegions)
  const found = findRegions(regions, query)
  const recent =
    query === '' ? recentIds.flatMap((id) => found.find(({ regionId }) => regionId === id) ?? []) : []
  const rest = found.filter((region) => !recent.includes(region))
  const isAllFound = withAll && foldedText(`${browse.allRegions} all 全部地域`).includes(foldedText(query))
  const groups = [
    [browse.recent, recent],
    [browse.mainland, rest.filter(({ group }) => group === 'mainland')],
    [browse.elsewhere, rest.filter(({ group }) => group === 'elsewhere')],
  ] as const
  if (!isAllFound && found.length === 0) return <Combobox.Empty>{browse.noRegion}</Combobox.Empty>
  return (
    <>
      {isAllFound && (
        <Combobox.Option value={ALL_REGIONS} active={value === ALL_REGIONS}>
          {browse.allRegions}
        </Combobox.Option>
      )}
      {groups.map(
        ([label, members]) =>
          members.length > 0 && (
            <Combobox.Group key={label} label={label}>
              {members.map((region) => (
                <RegionOption key={region.regionId} region={region} isCurrent={region.regionId === value} />
              ))}
            </Combobox.Group>
          ),
      )}
    </>
  )
}
