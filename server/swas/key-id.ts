const SHOWN = 4

/** An AccessKey ID, masked but for its last four characters; one that has hardly more is masked whole. */
export function maskKeyId(accessKeyId: string): string {
  return accessKeyId.length < 2 * SHOWN ? '****' : `****${accessKeyId.slice(-SHOWN)}`
}
