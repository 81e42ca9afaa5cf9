import { type ReactNode, useEffect, useEffectEvent, useId } from 'react'

import { ALL_REGIONS } from '#contract/images.ts'
import type { Region } from '#contract/regions.ts'
import { foldText } from '#contract/search.ts'

import type { Messages } from '../i18n/en.ts'
import { useLanguage, useMessages } from '../i18n/messages.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { closingLabel, findRegions, localName } from './region-name.ts'
import type { OptionList } from './use-combobox.ts'

import classes from './region-options.module.css'

/** The regions that match a text, in groups. Favorites and recent regions come first, and each region appears once. */
export function RegionOptions(props: {
  regions: readonly Region[] | undefined
  query: string
  value: string
  withAll: boolean
  optionList: OptionList
  /** Called after the options for a text are rendered. */
  onRendered: (query: string) => void
}) {
  const { regions, query, value, withAll, optionList } = props
  const { browse } = useMessages()
  const onRendered = useEffectEvent(props.onRendered)
  useEffect(() => {
    if (regions !== undefined) onRendered(query)
  }, [regions, query])
  const recentIds = usePreferences(({ recentRegions }) => recentRegions)
  const favoriteIds = usePreferences(({ favoriteRegions }) => favoriteRegions)
  if (regions === undefined) return <div className={classes.empty}>{browse.regionsAwaited}</div>
  const found = findRegions(regions, query)
  const matchesAll = withAll && foldText(`${browse.allRegions} all 全部地域`).includes(foldText(query).trim())
  if (!matchesAll && found.length === 0) return <div className={classes.empty}>{browse.noRegion}</div>
  const groups = groupRegions(found, browse, query === '' ? favoriteIds : [], query === '' ? recentIds : [])
  return (
    <>
      {matchesAll && (
        <Option value={ALL_REGIONS} isCurrent={value === ALL_REGIONS} optionList={optionList}>
          {browse.allRegions}
        </Option>
      )}
      {groups.map(
        ([label, members]) =>
          members.length > 0 && (
            <Group key={label} label={label}>
              {members.map((region) => (
                <RegionOption
                  key={region.regionId}
                  region={region}
                  isCurrent={region.regionId === value}
                  optionList={optionList}
                />
              ))}
            </Group>
          ),
      )}
    </>
  )
}

function groupRegions(
  regions: readonly Region[],
  browse: Messages['browse'],
  favoriteIds: readonly string[],
  recentIds: readonly string[],
) {
  const pick = (ids: readonly string[]) =>
    ids.flatMap((id) => regions.find(({ regionId }) => regionId === id) ?? [])
  const favorites = pick(favoriteIds)
  const recent = pick(recentIds.filter((id) => !favoriteIds.includes(id)))
  const rest = regions.filter((region) => !favorites.includes(region) && !recent.includes(region))
  return [
    [browse.favorites, favorites],
    [browse.recent, recent],
    [browse.mainland, rest.filter(({ group }) => group === 'mainland')],
    [browse.elsewhere, rest.filter(({ group }) => group === 'elsewhere')],
  ] as const
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

function RegionOption(props: { region: Region; isCurrent: boolean; optionList: OptionList }) {
  const { region, isCurrent, optionList } = props
  const { browse } = useMessages()
  const language = useLanguage()
  return (
    <Option value={region.regionId} isCurrent={isCurrent} optionList={optionList}>
      <span>{localName(region, language)}</span> <code className={classes.id}>{region.regionId}</code>
      <span className={classes.closing}>{closingLabel(region, language, browse.closing)}</span>
    </Option>
  )
}

/** The focus and the keys stay with the input of the picker. */
function Option(props: { value: string; isCurrent: boolean; optionList: OptionList; children: ReactNode }) {
  const { listId, activeId, choose } = props.optionList
  const id = `${listId}-${props.value}`
  return (
    <button
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={props.isCurrent}
      data-value={props.value}
      data-combobox-selected={id === activeId || undefined}
      className={classes.option}
      onClick={() => choose(props.value)}
    >
      {props.children}
    </button>
  )
}
