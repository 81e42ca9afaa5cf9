import { useQuery } from '@tanstack/react-query'

import { ALL_REGIONS } from '#contract/images.ts'
import { REGION_GROUPS } from '#contract/regions.ts'

import { retryAt } from '../../api/errors.ts'
import { regionsQuery } from '../../api/queries.ts'
import { failureMessage } from '../../i18n/failure-messages.ts'
import { useLanguage, useMessages } from '../../i18n/messages.ts'
import { FavoriteButton } from '../../region/favorite-button.tsx'
import { closingLabel, localName } from '../../region/region-name.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'

import classes from './region-tiles.module.css'

/** Every region as a button, shown until one is chosen. */
export function RegionTiles({ onChoose }: { onChoose: (region: string) => void }) {
  const query = useQuery(regionsQuery())
  const messages = useMessages()
  const language = useLanguage()
  const { browse } = messages
  if (query.isError) {
    const { failure } = query.error
    return (
      <FailureNotice
        message={failureMessage(failure, messages)}
        retryAtMs={retryAt(failure, query.errorUpdatedAt)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  const regions = query.data?.regions ?? []
  return (
    <div className={classes.start} aria-busy={query.isPending}>
      <h1>{browse.chooseTitle}</h1>
      <p>{browse.chooseText}</p>
      <button type="button" className={classes.tile} onClick={() => onChoose(ALL_REGIONS)}>
        <strong>{browse.allRegions}</strong>
      </button>
      {(query.isPending ? [] : REGION_GROUPS).map((group) => (
        <section key={group}>
          <h2>{browse[group]}</h2>
          <ul className={classes.tiles}>
            {regions
              .filter((region) => region.group === group)
              .map((region) => (
                <li key={region.regionId}>
                  <button type="button" className={classes.tile} onClick={() => onChoose(region.regionId)}>
                    <strong>{localName(region, language)}</strong>
                    <code>{region.regionId}</code>
                    <span className={classes.closing}>{closingLabel(region, language, browse.closing)}</span>
                  </button>
                  <FavoriteButton regionId={region.regionId} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
