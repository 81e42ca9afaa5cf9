/** Languages of what the server itself shows to people. */
export type Language = 'en' | 'zh-CN'

/** The language that an `Accept-Language` (RFC 9110, section 12.5.4) prefers; English where it prefers none of ours. */
export function chooseLanguage(accepted: string | undefined): Language {
  const wishes = (accepted ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { tag, quality: quality === undefined ? 1 : Number(quality) }
  })
  const known = wishes.filter(({ tag, quality }) => /^(?:en|zh)(?:-|$)/.test(tag) && quality > 0)
  const [best] = known.toSorted((one, other) => other.quality - one.quality)
  return best?.tag.startsWith('zh') === true ? 'zh-CN' : 'en'
}
