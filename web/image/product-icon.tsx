import { useEffect } from 'react'
import { create } from 'zustand'

import { whenIdle } from '../lib/idle.ts'
import { hueOf, monogramOf } from './image-name.ts'

import classes from './product-icon.module.css'

type IconPath = (product: string) => string | undefined

const useIcons = create<{ iconPath: IconPath }>(() => ({ iconPath: () => undefined }))
let isRequested = false

/** The icon of a product or its monogram, in the product's color. The icons load later and replace the monograms. */
export function ProductIcon({ product }: { product: string }) {
  const path = useIcons(({ iconPath }) => iconPath(product))
  useEffect(() => {
    if (!isRequested) whenIdle(() => void loadIcons())
    isRequested = true
  }, [])
  // The content security policy allows no style attribute, so the hue is one of 24 rules of the style sheet.
  const hue = Math.round(hueOf(product) / 15) % 24
  return (
    <span className={classes.icon} data-hue={hue} aria-hidden="true">
      {path === undefined ? (
        monogramOf(product)
      ) : (
        <svg viewBox="0 0 24 24" width="22" height="22" fill="currentColor">
          <path d={path} />
        </svg>
      )}
    </span>
  )
}

/** If loading fails, the monograms stay. */
async function loadIcons() {
  const loaded = await import('./product-icons.ts').catch(() => null)
  if (loaded !== null) useIcons.setState({ iconPath: loaded.productIconPath })
}
