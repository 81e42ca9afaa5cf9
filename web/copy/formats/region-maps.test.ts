import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'

import { distinctImages } from './format.ts'
import type { CopiedImage } from './format.ts'
import {
  CUSTOM,
  hostileImages,
  LIVE,
  parseHcl,
  SAMPLE,
  WORDPRESS,
  WORDPRESS_ABROAD,
} from './formats.fixtures.ts'
import { snippetOf } from './formats.ts'
import type { CopyFormatId } from './formats.ts'
import { regionMap } from './group-by-region.ts'

const write = (id: CopyFormatId, images: readonly CopiedImage[], context = LIVE) =>
  snippetOf(id, images, context).text

const jsonMap = v.object({ '//': v.array(v.string()), imageIds: v.unknown() })
const hclFile = v.object({ locals: v.tuple([v.object({ image_ids: v.unknown() })]) })

const readers: [CopyFormatId, (text: string) => unknown][] = [
  ['json-map', (text) => v.parse(jsonMap, JSON.parse(text)).imageIds],
  ['yaml-map', (text) => v.parse(v.object({ imageIds: v.unknown() }), parseYaml(text)).imageIds],
  ['hcl-map', async (text) => v.parse(hclFile, await parseHcl(text)).locals[0].image_ids],
]

/** The expected map. HCL strings are in normal form C. */
function expectedMap(images: readonly CopiedImage[], form: (key: string) => string) {
  const entries = regionMap(distinctImages(images)).map(
    ({ key, images }) =>
      [form(key), Object.fromEntries(images.map((image) => [image.regionId, image.imageId]))] as const,
  )
  return entries.length === 1 ? entries[0]?.[1] : Object.fromEntries(entries)
}

describe.each(readers)('%s', (id, read) => {
  test('is region → ID for one image in several regions', async () => {
    expect(await read(write(id, [WORDPRESS_ABROAD, WORDPRESS]))).toEqual({
      'cn-hangzhou': WORDPRESS.imageId,
      'us-west-1': WORDPRESS_ABROAD.imageId,
    })
  })

  test('is name → region → ID for several images', async () => {
    expect(await read(write(id, [WORDPRESS, CUSTOM, WORDPRESS_ABROAD]))).toEqual({
      'WordPress-6.4': { 'cn-hangzhou': WORDPRESS.imageId, 'us-west-1': WORDPRESS_ABROAD.imageId },
      '生产环境 备份': { 'cn-hangzhou': CUSTOM.imageId },
    })
  })

  test('does not depend on the selection order', () => {
    expect(write(id, [WORDPRESS, CUSTOM, WORDPRESS_ABROAD])).toBe(
      write(id, [WORDPRESS_ABROAD, WORDPRESS, CUSTOM]),
    )
  })

  test('is an empty map for no image', async () => {
    expect(await read(write(id, []))).toEqual({})
  })

  test('parses back to the same hostile names and IDs', async () => {
    const form = (key: string) => (id === 'hcl-map' ? key.normalize('NFC') : key)
    await fc.assert(
      fc.asyncProperty(hostileImages, async (images) => {
        // Two keys that differ in their normal form only would be one key of HCL.
        const keys = regionMap(distinctImages(images)).map(({ key }) => form(key))
        fc.pre(new Set(keys).size === keys.length)
        expect(await read(write(id, images))).toEqual(expectedMap(images, form))
      }),
    )
  })

  test('states image and time, and that sample IDs are not real', () => {
    const text = write(id, [WORDPRESS], SAMPLE)
    expect(text).toContain('Type: app | Platform: Linux | Image: WordPress-6.4')
    expect(text).toContain('As of: 2026-11-24T09:00:00.000Z')
    expect(text).toContain('SAMPLE DATA: these image IDs are not real.')
    expect(write(id, [WORDPRESS], LIVE)).not.toContain('SAMPLE')
  })
})

describe('the keys of a region map', () => {
  const keysOf = (...images: CopiedImage[]) => regionMap(images).map(({ key }) => key)

  test('include type and platform if different kinds of image share a name', () => {
    expect(keysOf(WORDPRESS, { ...WORDPRESS_ABROAD, imageType: 'custom' })).toEqual([
      'WordPress-6.4 (app, Linux)',
      'WordPress-6.4 (custom, Linux)',
    ])
  })

  test('include the ID if a region has two images of the same name', () => {
    expect(keysOf(WORDPRESS, { ...WORDPRESS, imageId: 'b' }, { ...WORDPRESS_ABROAD, imageId: 'b' })).toEqual([
      'WordPress-6.4 (app, Linux, 794c230fd3e64ea19f83f4d7a0adbbbb)',
      'WordPress-6.4 (app, Linux, b)',
    ])
  })

  test('lose no image and merge no two, whatever the names', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const chosen = distinctImages(images)
        const entries = regionMap(chosen)
        expect(new Set(entries.flatMap(({ images }) => images))).toEqual(new Set(chosen))
        for (const { key, images } of entries) {
          expect(new Set(images.map(({ regionId }) => regionId)).size).toBe(images.length)
          expect(images.filter(({ imageName }) => !key.startsWith(imageName.toWellFormed()))).toEqual([])
        }
        expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
      }),
    )
  })
})
