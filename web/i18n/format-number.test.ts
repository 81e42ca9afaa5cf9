import { expect, test } from 'vitest'

import { formatNumber } from './format-number.ts'

test.each(['en', 'zh-CN'])('in %s a number is written as the tables of the language say', (language) => {
  const format = new Intl.NumberFormat(language)
  const numbers = [...Array.from({ length: 1100 }, (_, n) => n), -1, -1234, 0.5, 999.5, 123_456]
  expect(numbers.map((number) => formatNumber(language, number))).toEqual(
    numbers.map((number) => format.format(number)),
  )
})
