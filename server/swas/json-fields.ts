/** A field of an object's own; undefined for anything that is not its own, `__proto__` included. */
export function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

/** A field of an object's own that is a string; undefined for anything else. */
export function textField(value: unknown, name: string): string | undefined {
  const field = ownField(value, name)
  return typeof field === 'string' ? field : undefined
}
