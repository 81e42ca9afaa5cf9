import fc from 'fast-check'
import { expect, test } from 'vitest'

import { findDuplicateNames, uniqueName } from './duplicate-names.ts'

const image = (
  imageId: string,
  imageName: string,
  more: Partial<Parameters<typeof findDuplicateNames>[0][number]> = {},
) => ({
  regionId: 'cn-hangzhou',
  imageId,
  imageName,
  imageType: 'app',
  platform: 'Linux',
  ...more,
})

test('names are compared within a region, ignoring case, width and spaces', () => {
  const one = image('aaaaaa11', 'WordPress 6.8')
  const other = image('aaaaaa22', 'ＷordPress  6.8')
  const elsewhere = image('aaaaaa33', 'WordPress 6.8', { regionId: 'us-west-1' })
  expect([...findDuplicateNames([one, other, elsewhere, image('aaaaaa44', 'Debian')]).keys()]).toEqual([
    one,
    other,
  ])
})

test('only the differences are listed', () => {
  const one = image('00aaaaaa', 'Shop', { description: '预装 PHP 8.2、MySQL 8.0', platform: 'Linux' })
  const other = image('00bbbbbb', 'Shop', { description: '预装 PHP 7.4、MySQL 8.0', platform: 'Windows' })
  expect([...findDuplicateNames([one, other]).values()]).toEqual([
    { idSuffix: 'aaaaaa', platform: 'Linux', versions: [{ label: 'PHP', value: '8.2' }] },
    { idSuffix: 'bbbbbb', platform: 'Windows', versions: [{ label: 'PHP', value: '7.4' }] },
  ])
})

test('a system image and an app of the same name differ in their type', () => {
  const differences = findDuplicateNames([
    image('1', 'Docker'),
    image('2', 'Docker', { imageType: 'system' }),
  ])
  expect([...differences.values()].map(({ imageType }) => imageType)).toEqual(['app', 'system'])
})

test('without other differences, a phrase of the description is shown, shortened if long', () => {
  const one = image('1', 'Orders', { description: 'Backup of Monday, with all orders' })
  const other = image('2', 'Orders', { description: `${'x'.repeat(200)}, with all orders` })
  const undescribed = image('3', 'Orders')
  const phrases = [...findDuplicateNames([one, other, undescribed]).values()].map(({ phrase }) => phrase)
  expect(phrases).toEqual(['Backup of Monday', `${'x'.repeat(60)}…`, undefined])
})

test('the ID suffixes are always unique', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[ab]{1,12}$/), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(ids, (ids) => {
      const differences = findDuplicateNames(ids.map((id) => image(id, 'Shop')))
      const suffixes = [...differences].map(([{ imageId }, { idSuffix }]) => {
        expect(imageId.endsWith(idSuffix)).toBe(true)
        return idSuffix
      })
      expect(new Set(suffixes).size).toBe(ids.length)
    }),
  )
})

test('a duplicate name ends with the end of the ID', () => {
  const one = image('00aaaaaa', 'Shop')
  const differences = findDuplicateNames([one, image('00bbbbbb', 'Shop')])
  expect(uniqueName('Shop', differences.get(one))).toBe('Shop (…aaaaaa)')
  expect(uniqueName('Debian', undefined)).toBe('Debian')
})
