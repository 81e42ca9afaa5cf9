/** Whether a caller who sends this If-None-Match has what this entity tag names (weak comparison, RFC 9110, 13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined || ifNoneMatch === tag) return ifNoneMatch === tag
  const known = new Set(ifNoneMatch.split(',').map(withoutWeakness))
  return known.has(withoutWeakness(tag)) || known.has('*')
}

function withoutWeakness(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
