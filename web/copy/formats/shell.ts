import { CONSOLE_HEADER, PATHS } from '#contract/api.ts'
import { IMAGE_TYPES, MAX_IMAGE_IDS } from '#contract/images.ts'

import { COMMENT, quoteShell } from './escaping.ts'
import { byRegion, provenance, sampleNotice } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'
import { identifiersOf } from './identifiers.ts'
import { PLAN_PLACEHOLDER } from './terraform.ts'

/** Alibaba Cloud CLI 3 with the SWAS plugin. The region is given twice: for the endpoint and as a parameter. */
export const writeCli: FormatWriter = (images, context) =>
  writeCommands(
    images,
    context,
    ['Needs once: aliyun plugin install --names aliyun-cli-swas-open', 'Each command buys a server.'],
    ({ regionId, imageId }) =>
      `aliyun swas-open create-instances ${options([
        ['--region', regionId],
        ['--biz-region-id', regionId],
        ['--image-id', imageId],
        ['--plan-id', PLAN_PLACEHOLDER],
        ['--period', '1'],
        ['--amount', '1'],
        ['--auto-renew', 'false'],
      ])}`,
  )

/** Alibaba Cloud CLI without the plugin: parameters as in the API, with explicit version and endpoint. */
export const writeLegacyCli: FormatWriter = (images, context) =>
  writeCommands(
    images,
    context,
    ['For an aliyun CLI without plugins.', 'Each command buys a server.'],
    ({ regionId, imageId }) =>
      `aliyun --force swas-open CreateInstances ${options([
        ['--version', '2020-06-01'],
        ['--endpoint', endpointOf(regionId)],
        ['--region', regionId],
        ['--RegionId', regionId],
        ['--ImageId', imageId],
        ['--PlanId', PLAN_PLACEHOLDER],
        ['--Period', '1'],
        ['--Amount', '1'],
        ['--AutoRenew', 'false'],
      ])}`,
  )

/** Environment variables for a shell or an env file. */
export const writeEnv: FormatWriter = (images, context) => {
  const names = images.length === 1 ? [] : identifiersOf(images).map((name) => `_${name.toUpperCase()}`)
  const lines = images.map((image, index) => [
    COMMENT.shell(provenance(image, context)),
    `SWAS_IMAGE_ID${names[index] ?? ''}=${quoteShell(image.imageId)}`,
  ])
  return [...sampleNotice(context).map(COMMENT.shell), ...lines.flat(), ''].join('\n')
}

/** Fetches the images from this server's API. Comments show the API call to Alibaba Cloud, without secrets. */
export const writeCurl: FormatWriter = (images, context) => {
  const requests = byRegion(images).flatMap(([, ofRegion]) =>
    chunks(ofRegion, MAX_IMAGE_IDS).flatMap((chunk) => requestLines(chunk, context)),
  )
  const signIn = 'Where this server asks to sign in, add: -H "Authorization: Bearer <ACCESS_TOKEN>"'
  return [...[...sampleNotice(context), signIn].map(COMMENT.shell), ...requests, ''].join('\n')
}

function requestLines(images: readonly CopiedImage[], context: CopyContext): string[] {
  const [first] = images
  if (first === undefined) return []
  const { regionId, imageType } = first
  const known = IMAGE_TYPES.some((type) => type === imageType)
  const type = known && images.every((image) => image.imageType === imageType) ? imageType : undefined
  const ids = images.map(({ imageId }) => imageId)
  return [
    ...images.map((image) => COMMENT.shell(provenance(image, context))),
    `curl -fsS -H '${CONSOLE_HEADER.name}: ${CONSOLE_HEADER.value}' ${quoteShell(apiUrl(context.origin, regionId, type, ids))}`,
    COMMENT.shell(
      [
        `Behind it: POST https://${endpointOf(regionId)}/`,
        'x-acs-action: ListImages',
        'x-acs-version: 2020-06-01',
        `RegionId=${regionId}`,
        ...(type === undefined ? [] : [`ImageType=${type}`]),
        `ImageIds=${commentParameter(JSON.stringify(ids))}`,
      ].join(' | '),
    ),
  ]
}

/** Percent-encodes the characters that a comment would change. */
function commentParameter(value: string): string {
  return value.replaceAll(/[%'\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function apiUrl(origin: string, regionId: string, type: string | undefined, ids: readonly string[]): string {
  const query = new URLSearchParams({ region: regionId, ...(type === undefined ? {} : { type }) })
  query.set('ids', ids.join(','))
  return `${origin}${PATHS.images}?${query.toString().replaceAll('%2C', ',')}`
}

function writeCommands(
  images: readonly CopiedImage[],
  context: CopyContext,
  notes: readonly string[],
  command: (image: CopiedImage) => string,
): string {
  const head = [...notes, ...sampleNotice(context)].map(COMMENT.shell)
  const commands = images.flatMap((image) => [COMMENT.shell(provenance(image, context)), command(image)])
  return [...head, ...commands, ''].join('\n')
}

function options(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${name} ${quoteShell(value)}`).join(' ')
}

function endpointOf(regionId: string): string {
  return `swas.${regionId}.aliyuncs.com`
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
