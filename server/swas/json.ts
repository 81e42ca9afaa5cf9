/** Three levels are all that a list of images needs. */
const MOST_LEVELS = 64
const CODE = { quote: 0x22, backslash: 0x5c, open: new Set([0x5b, 0x7b]), close: new Set([0x5d, 0x7d]) }

/** Whether a text of JSON is nested so deeply that whoever walks it might run out of stack. */
export function isDeep(text: string): boolean {
  let levels = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === CODE.quote) isQuoted = !isQuoted
    else if (isQuoted) index += code === CODE.backslash ? 1 : 0
    else if (CODE.close.has(code)) levels -= 1
    else if (CODE.open.has(code)) levels += 1
    if (levels > MOST_LEVELS) return true
  }
  return false
}
