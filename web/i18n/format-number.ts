const formats = new Map<string, Intl.NumberFormat>()
const rules = new Map<string, Intl.PluralRules>()

/** A number as the language writes it. */
export function formatNumber(language: string, value: number): string {
  // Below a thousand our languages write digits alone: the first view need not wait for the browser's tables.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value)
  const format = formats.get(language) ?? new Intl.NumberFormat(language)
  formats.set(language, format)
  return format.format(value)
}

/** A number with its unit: `#` stands for the number, written as the language writes it. */
export function count(language: string, value: number, forms: { one: string; other: string }): string {
  const rule = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, rule)
  const form = rule.select(value) === 'one' ? forms.one : forms.other
  return form.replace('#', formatNumber(language, value))
}

/** A tag for templates: their numbers are written as the language writes them. */
export function numberTemplate(language: string) {
  return ({ raw }: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
    String.raw(
      { raw },
      ...values.map((value) => (typeof value === 'number' ? formatNumber(language, value) : value)),
    )
}
