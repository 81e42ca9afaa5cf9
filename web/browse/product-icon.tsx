import { hueOf, monogramOf } from '../images/image-name.ts'

import classes from './product-icon.module.css'

/** A monogram in a color that belongs to the product. */
export function ProductIcon({ product }: { product: string }) {
  // 24 hues are enough to tell neighbors apart, and need no style attribute.
  const hue = Math.round(hueOf(product) / 15) % 24
  return (
    <span className={classes.icon} data-hue={hue} aria-hidden="true">
      {monogramOf(product)}
    </span>
  )
}
