import { IconStar, IconStarFilled } from '@tabler/icons-react'

import { useMessages } from '../i18n/messages.ts'
import { toggleFavorite, usePreferences } from '../preferences/preferences-store.ts'

import classes from './favorite-button.module.css'

/** Toggles whether a region is a favorite. */
export function FavoriteButton({ regionId }: { regionId: string }) {
  const { browse } = useMessages()
  const isFavorite = usePreferences(({ favoriteRegions }) => favoriteRegions.includes(regionId))
  const Icon = isFavorite ? IconStarFilled : IconStar
  return (
    <button
      type="button"
      className={classes.star}
      aria-label={browse.favorite(regionId)}
      aria-pressed={isFavorite}
      onClick={() => toggleFavorite(regionId)}
    >
      <Icon size={18} aria-hidden="true" />
    </button>
  )
}
