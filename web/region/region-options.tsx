import { type ReactNode, useEffect, useEffectEvent, useId } from 'react'

import { ALL_REGIONS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'

import { useMessages } from '../i18n/messages.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { Option, RegionOption } from './region-option.tsx'
import { findRegions, foldedText } from './region-search.ts'

import classes from './region-picker.module.css'

/** The regions that a typed text leaves, in their groups; each once: favorites first, then those used recently. */
export function RegionChoices(props: {
  regions: readonly Region[] | undefined
  query: string
  value: string
  withAll: boolean
  /** The options that a text leaves are in the document. */
  onListed: (query: string) => void
}) {
  const { regions, query, value, withAll } = props
  const { browse } = useMessages()
  const listed = useEffectEvent(props.onListed)
  useEffect(() => {
    if (regions !== undefined) listed(query)
  }, [regions, query])
  const recentIds = usePreferences(({ recentRegions }) => recentRegions)
  const favoriteIds = usePreferences(({ favoriteRegions }) => favoriteRegions)
  if (regions === undefined) return <Empty>{browse.regionsAwaited}</Empty>
  const found = findRegions(regions, query)
  const atHand = (ids: readonly string[]) =>
    query === '' ? ids.flatMap((id) => found.find(({ regionId }) => regionId === id) ?? []) : []
  const favorites = atHand(favoriteIds)
  const recent = atHand(recentIds.filter((id) => !favoriteIds.includes(id)))
  const rest = found.filter((region) => !favorites.includes(region) && !recent.includes(region))
  const isAllFound = withAll && foldedText(`${browse.allRegions} all 全部地域`).includes(foldedText(query))
  const groups = [
    [browse.favorites, favorites],
    [browse.recent, recent],
    [browse.mainland, rest.filter(({ group }) => group === 'mainland')],
    [browse.elsewhere, rest.filter(({ group }) => group === 'elsewhere')],
  ] as const
  if (!isAllFound && found.length === 0) return <Empty>{browse.noRegion}</Empty>
  return (
    <>
      {isAllFound && (
        <Option value={ALL_REGIONS} isCurrent={value === ALL_REGIONS}>
          {browse.allRegions}
        </Option>
      )}
      {groups.map(
        ([label, members]) =>
          members.length > 0 && (
            <Group key={label} label={label}>
              {members.map((region) => (
                <RegionOption key={region.regionId} region={region} isCurrent={region.regionId === value} />
              ))}
            </Group>
          ),
      )}
    </>
  )
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  const labelId = useId()
  return (
    <div role="group" aria-labelledby={labelId}>
      <div id={labelId} role="presentation" className={classes.group}>
        {label}
      </div>
      {children}
    </div>
  )
}

function Empty({ children }: { children: ReactNode }) {
  return <div className={classes.empty}>{children}</div>
}
