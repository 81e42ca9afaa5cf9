import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { distinctImages } from './format.ts'
import type { CopiedImage } from './format.ts'
import {
  CUSTOM,
  hostileImages,
  LIVE,
  parseHcl,
  renamed,
  SAMPLE,
  WORDPRESS,
  WORDPRESS_ABROAD,
} from './formats.fixtures.ts'
import { snippetOf } from './formats.ts'
import type { CopyFormatId } from './formats.ts'

const write = (id: CopyFormatId, images: readonly CopiedImage[], context = LIVE) =>
  snippetOf(id, images, context).text

/** Blocks by name. Not a valibot record, which drops a block named `constructor`. */
const blocks = <TEntries extends v.ObjectEntries>(entries: TEntries) =>
  v.pipe(
    v.instance(Object),
    v.transform((byName): unknown[] => Object.values(byName)),
    v.array(v.tuple([v.strictObject(entries)])),
  )

const file = v.object({
  provider: v.optional(
    v.object({ alicloud: v.array(v.strictObject({ alias: v.string(), region: v.string() })) }),
    { alicloud: [] },
  ),
  resource: v.optional(
    v.strictObject({
      alicloud_simple_application_server_instance: blocks({
        provider: v.optional(v.string()),
        image_id: v.string(),
        plan_id: v.literal('<PLAN_ID>'),
        payment_type: v.literal('Subscription'),
        period: v.literal(1),
        lifecycle: v.tuple([v.strictObject({ ignore_changes: v.tuple([v.literal('${image_id}')]) })]),
      }),
    }),
  ),
  data: v.optional(
    v.strictObject({
      alicloud_simple_application_server_images: blocks({
        provider: v.optional(v.string()),
        ids: v.tuple([v.string()]),
        image_type: v.optional(v.picklist(['system', 'app', 'custom'])),
        platform: v.optional(v.picklist(['Linux', 'Windows'])),
      }),
    }),
  ),
})

/** The relevant blocks of the file; the parser sorts blocks by name. */
async function read(text: string) {
  const { provider, resource, data } = v.parse(file, await parseHcl(text))
  const regionOf = new Map(provider.alicloud.map(({ alias, region }) => [`\${alicloud.${alias}}`, region]))
  return {
    regionOf,
    servers: (resource?.alicloud_simple_application_server_instance ?? []).flat(),
    finds: (data?.alicloud_simple_application_server_images ?? []).flat(),
  }
}

describe('Terraform', () => {
  test('a server ignores changes of the image ID, and the snippet says why', () => {
    expect(write('hcl-resource', [WORDPRESS], SAMPLE)).toBe(`# SAMPLE DATA: these image IDs are not real.
# The region of the provider must be cn-hangzhou.
# Region: cn-hangzhou | As of: 2026-11-24T09:00:00.000Z | Type: app | Platform: Linux | Image: WordPress-6.4
resource "alicloud_simple_application_server_instance" "wordpress_6_4" {
  image_id     = "794c230fd3e64ea19f83f4d7a0adbbbb"
  plan_id      = "<PLAN_ID>"
  payment_type = "Subscription"
  period       = 1

  lifecycle {
    # A changed image_id resets the system disk: all its data is lost.
    ignore_changes = [image_id]
  }
}
`)
  })

  test('each of several regions gets a provider', async () => {
    const { regionOf, servers } = await read(write('hcl-resource', [WORDPRESS, WORDPRESS_ABROAD, CUSTOM]))
    expect(servers.map(({ provider, image_id }) => [regionOf.get(provider ?? ''), image_id])).toEqual([
      ['cn-hangzhou', CUSTOM.imageId],
      ['cn-hangzhou', WORDPRESS.imageId],
      ['us-west-1', WORDPRESS_ABROAD.imageId],
    ])
  })

  test.each(['hcl-resource', 'hcl-data'] as const)(
    '%s contains each image once, whatever the names',
    async (id) => {
      await fc.assert(
        fc.asyncProperty(hostileImages, async (images) => {
          const chosen = distinctImages(images)
          const { regionOf, servers, finds } = await read(write(id, images))
          const several = new Set(chosen.map(({ regionId }) => regionId)).size > 1
          const found =
            id === 'hcl-resource'
              ? servers.map(({ provider, image_id }) => [provider, image_id])
              : finds.map(({ provider, ids }) => [provider, ids[0]])
          const places = found.map(([provider, imageId]) => [regionOf.get(provider ?? ''), imageId])
          expect(places.map(String).toSorted()).toEqual(
            chosen.map((image) => String([several ? image.regionId : undefined, image.imageId])).toSorted(),
          )
        }),
      )
    },
  )

  test('a data source uses only arguments and values that the provider accepts', async () => {
    const { finds } = await read(
      write('hcl-data', [WORDPRESS, { ...CUSTOM, imageType: 'exotic', platform: 'BSD' }]),
    )
    expect(finds).toEqual([
      { ids: [CUSTOM.imageId] },
      { ids: [WORDPRESS.imageId], image_type: 'app', platform: 'Linux' },
    ])
  })

  test('a literal is one value or a list', async () => {
    expect(await parseHcl(write('hcl-literal', [WORDPRESS]))).toEqual({
      image_id: WORDPRESS.imageId,
    })
    await fc.assert(
      fc.asyncProperty(hostileImages, async (images) => {
        const ids = distinctImages(images).map(({ imageId }) => imageId)
        expect(await parseHcl(write('hcl-literal', images))).toEqual(
          ids.length === 1 ? { image_id: ids[0] } : { image_ids: ids },
        )
      }),
    )
  })

  test.each(['hcl-resource', 'hcl-data', 'hcl-literal', 'hcl-map'] as const)(
    '%s: names can only change comments and block names',
    async (id) => {
      await fc.assert(
        fc.asyncProperty(hostileImages, async (images) => {
          const [first] = images
          fc.pre(first !== undefined)
          const named = await parseHcl(write(id, [first]))
          const harmless = await parseHcl(write(id, renamed([first])))
          expect(valuesOf(named)).toEqual(valuesOf(harmless).concat(id === 'hcl-data' ? kindsOf(first) : []))
        }),
      )
    },
  )
})

/** Every value in the file, without keys. */
function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [value]
}

function kindsOf({ imageType, platform }: CopiedImage): string[] {
  return [imageType, platform].filter((kind) =>
    ['system', 'app', 'custom', 'Linux', 'Windows'].includes(kind),
  )
}
