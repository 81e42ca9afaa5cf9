/** The value below which this share (0 to 1) of the figures lies; NaN where there are none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  if (low === undefined || high === undefined) return Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}

/** The middle one; NaN where there are none. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5)
}
