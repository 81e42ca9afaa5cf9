import { IMAGE_TYPES, PLATFORMS } from '#contract/images.ts'

import { COMMENT, quoteHcl } from './escaping.ts'
import { byRegion, provenance, sampleNotice } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'
import { identifiersOf, uniqueIdentifiers } from './identifiers.ts'

/** The plan has to be chosen by the operator: plans differ by region. */
export const PLAN_PLACEHOLDER = '<PLAN_ID>'

const GUARD_REASON = 'A changed image_id resets the system disk: all its data is lost.'

/** The ID as an HCL attribute, or a list of IDs. */
export const writeHclLiteral: FormatWriter = (images, context) => {
  const comment = (image: CopiedImage) => COMMENT.hash(provenance(image, context))
  const notice = sampleNotice(context).map(COMMENT.hash)
  const [first] = images
  if (first !== undefined && images.length === 1) {
    return [...notice, comment(first), `image_id = ${quoteHcl(first.imageId)}`, ''].join('\n')
  }
  const items = images.flatMap((image) => [`  ${comment(image)}`, `  ${quoteHcl(image.imageId)},`])
  return [...notice, 'image_ids = [', ...items, ']', ''].join('\n')
}

/**
 * One server per image. `ignore_changes` is needed because the provider calls ResetSystem when `image_id` changes
 * (aliyun/terraform-provider-alicloud, resource_alicloud_simple_application_server_instance.go).
 */
export const writeHclResource: FormatWriter = (images, context) =>
  writeBlocks(images, context, (image, name, provider) => [
    `resource "alicloud_simple_application_server_instance" "${name}" {`,
    ...provider,
    `  image_id     = ${quoteHcl(image.imageId)}`,
    `  plan_id      = ${quoteHcl(PLAN_PLACEHOLDER)}`,
    '  payment_type = "Subscription"',
    '  period       = 1',
    '',
    '  lifecycle {',
    `    ${COMMENT.hash(GUARD_REASON)}`,
    '    ignore_changes = [image_id]',
    '  }',
    '}',
  ])

/** One data source per image, by ID. The argument is `image_type`; the example in the provider's documentation is wrong. */
export const writeHclData: FormatWriter = (images, context) =>
  writeBlocks(images, context, (image, name, provider) => [
    COMMENT.hash(`Use: data.alicloud_simple_application_server_images.${name}.images[0].id`),
    `data "alicloud_simple_application_server_images" "${name}" {`,
    ...provider,
    ...dataArguments(image),
    '}',
  ])

type BlockWriter = (image: CopiedImage, name: string, provider: string[]) => string[]

/** In Terraform the region belongs to the provider, so each of several regions needs a provider. */
function writeBlocks(images: readonly CopiedImage[], context: CopyContext, block: BlockWriter): string {
  const regions = byRegion(images).map(([regionId]) => regionId)
  const aliases = uniqueIdentifiers(regions)
  const aliasOf = new Map(regions.map((regionId, index) => [regionId, aliases[index] ?? '']))
  const names = identifiersOf(images)
  const blocks = images.map((image, index) => {
    const provider = regions.length > 1 ? [`  provider = alicloud.${aliasOf.get(image.regionId)}`, ''] : []
    return [COMMENT.hash(provenance(image, context)), ...block(image, names[index] ?? '', provider), '']
  })
  return [...sampleNotice(context).map(COMMENT.hash), ...providers(aliasOf), ...blocks.flat()].join('\n')
}

function providers(aliasOf: ReadonlyMap<string, string>): string[] {
  const regions = [...aliasOf]
  if (regions.length === 1) {
    return regions.map(([regionId]) => COMMENT.hash(`The region of the provider must be ${regionId}.`))
  }
  return regions.flatMap(([regionId, alias]) => [
    'provider "alicloud" {',
    `  alias  = "${alias}"`,
    `  region = ${quoteHcl(regionId)}`,
    '}',
    '',
  ])
}

/** Type and platform are omitted if the provider does not accept them; the ID is sufficient. */
function dataArguments({ imageId, imageType, platform }: CopiedImage): string[] {
  const fields: [string, string][] = [['ids', `[${quoteHcl(imageId)}]`]]
  if (IMAGE_TYPES.some((type) => type === imageType)) fields.push(['image_type', quoteHcl(imageType)])
  if (PLATFORMS.some((known) => known === platform)) fields.push(['platform', quoteHcl(platform)])
  const width = Math.max(...fields.map(([name]) => name.length))
  return fields.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`)
}
