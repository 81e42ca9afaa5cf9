import { useEffect } from 'react'
import { create } from 'zustand'

import { whenIdle } from '../lib/idle.ts'
import { hueOf, monogramOf } from './image-name.ts'

import classes from './product-icon.module.css'

type OutlineOf = (product: string) => string | undefined

const useOutlines = create<{ outlineOf: OutlineOf }>(() => ({ outlineOf: () => undefined }))
let isAsked = false

/** A product's own icon, or its monogram, in a color that belongs to it. The icons come after the cards, in the same place. */
export function ProductIcon({ product }: { product: string }) {
  const outline = useOutlines(({ outlineOf }) => outlineOf(product))
  useEffect(() => {
    if (!isAsked) whenIdle(() => void loadOutlines())
    isAsked = true
  }, [])
  // 24 hues are enough to tell neighbors apart, and need no style attribute.
  const hue = Math.round(hueOf(product) / 15) % 24
  return (
    <span className={classes.icon} data-hue={hue} aria-hidden="true">
      {outline === undefined ? (
        monogramOf(product)
      ) : (
        <svg viewBox="0 0 24 24" width="22" height="22" fill="currentColor">
          <path d={outline} />
        </svg>
      )}
    </span>
  )
}

/** Without them the monograms stay. */
async function loadOutlines() {
  const loaded = await import('./product-icons.ts').catch(() => null)
  if (loaded !== null) useOutlines.setState({ outlineOf: loaded.productOutline })
}
