import { IconRefresh } from '@tabler/icons-react'

import type { ImagesAnswer } from '#contract/images.ts'

import { useMessages } from '../../i18n/messages.ts'
import { useLocale } from '../../i18n/use-locale.ts'
import type { Refresh } from '../../region/region-notices.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

import control from '../../ui/control.module.css'
import classes from './freshness.module.css'

/** How old the list of a single region is, and how to have it anew. */
export function Freshness({ regions, refresh }: { regions: ImagesAnswer['regions']; refresh: Refresh }) {
  const { browse } = useMessages()
  const locale = useLocale()
  const [only, ...others] = Object.entries(regions)
  if (only === undefined || others.length > 0) return null
  const [regionId, state] = only
  const isBusy = refresh.isPending || state.refreshing
  return (
    <p className={classes.freshness}>
      {state.fetchedAt !== null && (
        <span>
          {browse.updated} <RelativeTime at={state.fetchedAt} {...locale} />
        </span>
      )}
      {state.dropped > 0 && <span>{browse.dropped(state.dropped)}</span>}
      <button
        type="button"
        className={`${control.button} ${classes.refresh}`}
        data-command="refresh"
        aria-label={browse.refresh(regionId)}
        aria-busy={isBusy}
        onClick={() => refresh.mutate(regionId)}
      >
        <IconRefresh size={18} aria-hidden="true" />
      </button>
    </p>
  )
}
