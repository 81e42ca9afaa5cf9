import { expect, test } from 'vitest'

import { formatNumber } from './format-number.ts'

test.each(['en', 'zh-CN'])('formats numbers in %s like Intl.NumberFormat', (language) => {
  const format = new Intl.NumberFormat(language)
  const numbers = [...Array.from({ length: 1100 }, (_, n) => n), -1, -1234, 0.5, 999.5, 123_456]
  expect(numbers.map((number) => formatNumber(language, number))).toEqual(
    numbers.map((number) => format.format(number)),
  )
})
