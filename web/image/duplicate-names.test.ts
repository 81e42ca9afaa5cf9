import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sameNamed, tellingName } from './duplicate-names.ts'

const image = (
  imageId: string,
  imageName: string,
  more: Partial<Parameters<typeof sameNamed>[0][number]> = {},
) => ({
  regionId: 'cn-hangzhou',
  imageId,
  imageName,
  imageType: 'app',
  platform: 'Linux',
  ...more,
})

test('images of one name are told apart in their region only, however the name is written', () => {
  const one = image('aaaaaa11', 'WordPress 6.8')
  const other = image('aaaaaa22', 'ＷordPress  6.8')
  const elsewhere = image('aaaaaa33', 'WordPress 6.8', { regionId: 'us-west-1' })
  expect([...sameNamed([one, other, elsewhere, image('aaaaaa44', 'Debian')]).keys()]).toEqual([one, other])
})

test('what differs is named, and what is shared is not', () => {
  const one = image('00aaaaaa', 'Shop', { description: '预装 PHP 8.2、MySQL 8.0', platform: 'Linux' })
  const other = image('00bbbbbb', 'Shop', { description: '预装 PHP 7.4、MySQL 8.0', platform: 'Windows' })
  expect([...sameNamed([one, other]).values()]).toEqual([
    { idEnd: 'aaaaaa', platform: 'Linux', facts: [{ label: 'PHP', value: '8.2' }] },
    { idEnd: 'bbbbbb', platform: 'Windows', facts: [{ label: 'PHP', value: '7.4' }] },
  ])
})

test('a system image and an app of one name differ in their type', () => {
  const distinctions = sameNamed([image('1', 'Docker'), image('2', 'Docker', { imageType: 'system' })])
  expect([...distinctions.values()].map(({ imageType }) => imageType)).toEqual(['app', 'system'])
})

test('where no fact differs, the words of the description that do are named, but not all of a long one', () => {
  const one = image('1', 'Orders', { description: 'Backup of Monday, with all orders' })
  const other = image('2', 'Orders', { description: `${'x'.repeat(200)}, with all orders` })
  const silent = image('3', 'Orders')
  const words = [...sameNamed([one, other, silent]).values()].map((distinction) => distinction.words)
  expect(words).toEqual(['Backup of Monday', `${'x'.repeat(60)}…`, undefined])
})

test('the ends of the IDs differ, whatever the IDs are', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[ab]{1,12}$/), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(ids, (ids) => {
      const distinctions = sameNamed(ids.map((id) => image(id, 'Shop')))
      const ends = [...distinctions].map(([{ imageId }, { idEnd }]) => {
        expect(imageId.endsWith(idEnd)).toBe(true)
        return idEnd
      })
      expect(new Set(ends).size).toBe(ids.length)
    }),
  )
})

test('a name that is not enough carries the end of the ID', () => {
  const one = image('00aaaaaa', 'Shop')
  const distinctions = sameNamed([one, image('00bbbbbb', 'Shop')])
  expect(tellingName('Shop', distinctions.get(one))).toBe('Shop (…aaaaaa)')
  expect(tellingName('Debian', undefined)).toBe('Debian')
})
