import { useQueryClient } from '@tanstack/react-query'
import { navigate } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'
import { ALL_REGIONS, type ImagesAnswer } from '#contract/images.ts'

import { imagesQuery, regionsQuery } from '../api/queries.ts'
import { useLanguage, useMessages } from '../i18n/messages.ts'
import { visibleName } from '../image/image-name.ts'
import { regionName } from '../region/region-name.ts'
import { imagesUrl, imageUrl } from '../routing/routes.ts'
import type { Command } from './commands.ts'
import { ACTIONS } from './shortcut-actions.ts'
import type { ShortcutId } from './shortcuts.ts'

/** What makes sense without an image that has the focus. */
const OFFERED = [
  'switch-layout',
  'select-all',
  'refresh-region',
  'copy-link',
  'open-help',
] as const satisfies readonly ShortcutId[]

/** Everything that the palette leads to, out of what the page has already read. */
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
      alsoFoundBy: path,
      run: () => navigate(path),
    })),
    ...OFFERED.map((id): Command => ({
      id,
      kind: 'action',
      label: messages.keyboard.shortcuts[id],
      alsoFoundBy: '',
      run: () => ACTIONS[id](messages),
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
      alsoFoundBy: Object.values(names).join(' '),
      run: go(regionId),
    })),
    { id: ALL_REGIONS, kind: 'region', label: browse.allRegions, alsoFoundBy: 'all', run: go(ALL_REGIONS) },
  ]
}

/** The images of every list that was loaded, each once. */
function useImageCommands(): Command[] {
  const [root] = imagesQuery('').queryKey
  const answers = useQueryClient().getQueriesData<ImagesAnswer>({ queryKey: [root] })
  const commands = new Map<string, Command>()
  for (const { regionId, imageId, imageName } of answers.flatMap(([, answer]) => answer?.images ?? []))
    commands.set(`${regionId} ${imageId}`, {
      id: `${regionId} ${imageId}`,
      kind: 'image',
      label: `${visibleName(imageName)} · ${regionId}`,
      alsoFoundBy: imageId,
      run: () => navigate(imageUrl(regionId, imageId)),
    })
  return [...commands.values()]
}
