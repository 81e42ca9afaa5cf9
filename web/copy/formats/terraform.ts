import { IMAGE_TYPES, PLATFORMS } from '#contract/images.ts'

import { COMMENT, quoteHcl } from './escaping.ts'
import { byRegion, provenance, sampleNotice } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'
import { identifiersOf, uniqueIdentifiers } from './identifiers.ts'

/** Stands for the plan, which the operator has to choose: the plans of ListPlans differ by region. */
export const PLAN_PLACEHOLDER = '<PLAN_ID>'

const GUARD_REASON = 'A changed image_id resets the system disk: all its data is lost.'

/** The ID as an HCL expression, or a list of them. */
export const writeHclLiteral: FormatWriter = (images, context) => {
  const facts = (image: CopiedImage) => COMMENT.hash(provenance(image, context))
  const notice = sampleNotice(context).map(COMMENT.hash)
  const [first] = images
  if (first !== undefined && images.length === 1) {
    return [...notice, facts(first), `image_id = ${quoteHcl(first.imageId)}`, ''].join('\n')
  }
  const items = images.flatMap((image) => [`  ${facts(image)}`, `  ${quoteHcl(image.imageId)},`])
  return [...notice, 'image_ids = [', ...items, ']', ''].join('\n')
}

/**
 * A server per image. The provider's `image_id` is not ForceNew: a change calls ResetSystem, hence the guard
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

/** A data source per image that finds it by its ID; the argument is `image_type`, whatever the provider's example says. */
export const writeHclData: FormatWriter = (images, context) =>
  writeBlocks(images, context, (image, name, provider) => [
    COMMENT.hash(`Use: data.alicloud_simple_application_server_images.${name}.images[0].id`),
    `data "alicloud_simple_application_server_images" "${name}" {`,
    ...provider,
    ...dataArguments(image),
    '}',
  ])

type BlockWriter = (image: CopiedImage, name: string, provider: string[]) => string[]

/** In Terraform the provider chooses the region, so several regions take a provider each. */
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

/** The provider takes no other type or platform; the ID alone is enough then. */
function dataArguments({ imageId, imageType, platform }: CopiedImage): string[] {
  const fields: [string, string][] = [['ids', `[${quoteHcl(imageId)}]`]]
  if (IMAGE_TYPES.some((type) => type === imageType)) fields.push(['image_type', quoteHcl(imageType)])
  if (PLATFORMS.some((known) => known === platform)) fields.push(['platform', quoteHcl(platform)])
  const width = Math.max(...fields.map(([name]) => name.length))
  return fields.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`)
}
