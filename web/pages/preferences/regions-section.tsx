import { useQuery } from '@tanstack/react-query'

import { regionsQuery } from '../../api/queries.ts'
import { useLanguage, useMessages } from '../../i18n/messages.ts'
import { setPreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { FavoriteButton } from '../../region/favorite-button.tsx'
import { regionName } from '../../region/region-name.ts'
import { usePreferencesMessages } from './preferences-messages.ts'

import control from '../../ui/control.module.css'
import classes from './preferences-page.module.css'

/** Favorite and recent regions, which the region picker lists first. */
export function RegionsSection() {
  const text = usePreferencesMessages()
  const { browse } = useMessages()
  const language = useLanguage()
  const regions = useQuery(regionsQuery()).data?.regions ?? []
  const { favoriteRegions, recentRegions } = usePreferences()
  const ids = new Set([...regions.map(({ regionId }) => regionId), ...favoriteRegions])
  return (
    <section aria-labelledby="regions">
      <h2 id="regions">{text.regions}</h2>
      <h3>{text.favorites}</h3>
      <p>{text.favoritesText}</p>
      <ul className={classes.regions} aria-label={text.favorites}>
        {[...ids].map((regionId) => (
          <li key={regionId}>
            <FavoriteButton regionId={regionId} />
            {regionName(regionId, regions, language)}
          </li>
        ))}
      </ul>
      {ids.size === 0 && <p>{browse.regionsAwaited}</p>}
      <h3>{text.recent}</h3>
      {recentRegions.length === 0 ? (
        <p>{text.noRecent}</p>
      ) : (
        <div className={classes.actions}>
          <span>{recentRegions.map((regionId) => regionName(regionId, regions, language)).join(' · ')}</span>
          <button
            type="button"
            className={control.button}
            onClick={() => setPreferences({ recentRegions: [] })}
          >
            {text.forget}
          </button>
        </div>
      )}
    </section>
  )
}
