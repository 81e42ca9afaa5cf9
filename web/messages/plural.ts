/** A number with its unit: `#` stands for the number, written as the language writes it. */
export function count(language: string, value: number, forms: { one: string; other: string }): string {
  const form = new Intl.PluralRules(language).select(value) === 'one' ? forms.one : forms.other
  return form.replace('#', new Intl.NumberFormat(language).format(value))
}
