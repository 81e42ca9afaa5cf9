/** A list of images needs three levels. */
const MAX_DEPTH = 64
const CODE = { quote: 0x22, backslash: 0x5c, open: new Set([0x5b, 0x7b]), close: new Set([0x5d, 0x7d]) }

/** Whether JSON text is nested so deeply that parsing or walking it could overflow the stack. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === CODE.quote) isQuoted = !isQuoted
    else if (isQuoted) index += code === CODE.backslash ? 1 : 0
    else if (CODE.close.has(code)) depth -= 1
    else if (CODE.open.has(code)) depth += 1
    if (depth > MAX_DEPTH) return true
  }
  return false
}

/** An own property of an object; undefined for anything inherited, `__proto__` included. */
export function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

/** An own property that is a string; undefined for anything else. */
export function stringField(value: unknown, name: string): string | undefined {
  const field = ownField(value, name)
  return typeof field === 'string' ? field : undefined
}
