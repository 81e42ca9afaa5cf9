/** The quantile of the figures, interpolated; `share` is 0 to 1. NaN without figures. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const low = sorted[Math.floor(position)]
  const high = sorted[Math.ceil(position)]
  if (low === undefined || high === undefined) return Number.NaN
  return low + (high - low) * (position - Math.floor(position))
}

/** NaN without figures. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5)
}
