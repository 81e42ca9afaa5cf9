import { useQueryClient } from '@tanstack/react-query'
import { navigate } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'
import { foldText, matchesTerms } from '#contract/search.ts'

import { imagesQuery, regionsQuery } from '../api/queries.ts'
import { useLanguage, useMessages } from '../i18n/messages.ts'
import { visibleName } from '../image/image-name.ts'
import { regionName } from '../region/region-name.ts'
import { imagesUrl, imageUrl } from '../routing/routes.ts'
import { SHORTCUT_ACTIONS } from './shortcut-actions.ts'
import type { ShortcutId } from './shortcuts.ts'

/** An entry of the command palette. */
export type Command = {
  id: string
  kind: 'region' | 'page' | 'action' | 'image'
  label: string
  /** Text that matches a query besides the label: an ID, or the name in the other language. */
  keywords: string
  run: () => unknown
}

const MAX_FOUND = 50

/** The first commands that contain every word of the query, ignoring case and character width. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const found = commands.filter(({ label, keywords }) =>
    matchesTerms(foldText(`${label}\n${keywords}`), words),
  )
  return found.slice(0, MAX_FOUND)
}

/** The shortcuts that make sense without a focused image. */
const OFFERED = [
  'switch-layout',
  'select-all',
  'refresh-region',
  'copy-link',
  'open-help',
] as const satisfies readonly ShortcutId[]

/** Every command of the palette. Regions and images come from the query cache; nothing is fetched. */
export function useCommands(): readonly Command[] {
  const messages = useMessages()
  const pages = [
    [PAGE_PATHS.images, messages.page.images],
    [PAGE_PATHS.matrix, messages.page.matrix],
    [PAGE_PATHS.lookup, messages.page.lookup],
    [PAGE_PATHS.changes, messages.page.changes],
    [PAGE_PATHS.status, messages.page.status],
    [PAGE_PATHS.preferences, messages.page.preferences],
    [PAGE_PATHS.help, messages.page.help],
  ] as const
  return [
    ...pages.map(([path, label]): Command => ({
      id: path,
      kind: 'page',
      label,
      keywords: path,
      run: () => navigate(path),
    })),
    ...OFFERED.map((id): Command => ({
      id,
      kind: 'action',
      label: messages.keyboard.shortcuts[id],
      keywords: '',
      run: () => SHORTCUT_ACTIONS[id](messages),
    })),
    ...useRegionCommands(),
    ...useImageCommands(),
  ]
}

function useRegionCommands(): Command[] {
  const { browse } = useMessages()
  const language = useLanguage()
  const regions = useQueryClient().getQueryData(regionsQuery().queryKey)?.regions ?? []
  const go = (region: string) => () => navigate(imagesUrl({ region }))
  return [
    ...regions.map(({ regionId, names }): Command => ({
      id: regionId,
      kind: 'region',
      label: regionName(regionId, regions, language),
      keywords: Object.values(names).join(' '),
      run: go(regionId),
    })),
    { id: ALL_REGIONS, kind: 'region', label: browse.allRegions, keywords: 'all', run: go(ALL_REGIONS) },
  ]
}

/** The images of every list in the query cache, without duplicates. */
function useImageCommands(): Command[] {
  const [root] = imagesQuery('').queryKey
  const answers = useQueryClient().getQueriesData<ImagesAnswer>({ queryKey: [root] })
  const commands = new Map<string, Command>()
  for (const { regionId, imageId, imageName } of answers.flatMap(([, answer]) => answer?.images ?? []))
    commands.set(`${regionId} ${imageId}`, {
      id: `${regionId} ${imageId}`,
      kind: 'image',
      label: `${visibleName(imageName)} · ${regionId}`,
      keywords: imageId,
      run: () => navigate(imageUrl(regionId, imageId)),
    })
  return [...commands.values()]
}
