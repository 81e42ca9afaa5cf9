const formats = new Map<string, Intl.NumberFormat>()
const rules = new Map<string, Intl.PluralRules>()

export function formatNumber(language: string, value: number): string {
  // Below 1,000 both languages use plain digits. Skipping Intl makes the first view faster.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value)
  const format = formats.get(language) ?? new Intl.NumberFormat(language)
  formats.set(language, format)
  return format.format(value)
}

/** A number with its unit. `#` in the plural form is replaced by the formatted number. */
export function count(language: string, value: number, forms: { one: string; other: string }): string {
  const rule = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, rule)
  const form = rule.select(value) === 'one' ? forms.one : forms.other
  return form.replace('#', formatNumber(language, value))
}

/** Returns a template tag that formats the numbers in a template. */
export function numberTemplate(language: string) {
  return ({ raw }: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
    String.raw(
      { raw },
      ...values.map((value) => (typeof value === 'number' ? formatNumber(language, value) : value)),
    )
}
