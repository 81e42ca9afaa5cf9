import { COMMENT, shortened, printJson, quoteHcl, quoteYaml } from './escaping.ts'
import { asOf, description, sampleNotice } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'
import { regionMap } from './group-by-region.ts'
import type { RegionMapEntry } from './group-by-region.ts'

/** Most characters of a key on the line of its value: YAML 1.2, 7.4.2, allows 1,024 with its quotes. */
const MOST_YAML_KEY_CHARACTERS = 1000

/**
 * JSON: region → ID where one image was chosen, name → region → ID where there are more. What the IDs are stands under `//`,
 * the key that Terraform and npm leave alone.
 */
export const writeJsonMap: FormatWriter = (images, context) => {
  const entries = regionMap(images)
  const comment = [...sampleNotice(context), ...entries.flatMap((entry) => entryFacts(entry, context))]
  const maps = entries.map(({ key, images }) => [key, idsByRegion(images)] as const)
  const imageIds = maps.length === 1 ? maps[0]?.[1] : Object.fromEntries(maps)
  return `${printJson({ '//': comment, imageIds })}\n`
}

/** YAML in the shape of {@link writeJsonMap}, what the IDs are in comments. Every scalar is quoted: an ID may look like a number. */
export const writeYamlMap: FormatWriter = (images, context) => {
  const entries = regionMap(images)
  const head = [
    ...sampleNotice(context).map(COMMENT.hash),
    entries.length === 0 ? 'imageIds: {}' : 'imageIds:',
  ]
  const body = entries.flatMap((entry) => {
    const facts = `  ${COMMENT.hash(headline(entry))}`
    if (entries.length === 1) return [facts].concat(yamlRegions(entry.images, context, '  '))
    return [facts].concat(yamlKey(entry.key), yamlRegions(entry.images, context, '    '))
  })
  return [...head, ...body, ''].join('\n')
}

/** Terraform locals in the shape of {@link writeJsonMap}, laid out as `terraform fmt` does. */
export const writeHclMap: FormatWriter = (images, context) => {
  const entries = regionMap(images)
  const body = entries.flatMap((entry) => {
    const facts = `    ${COMMENT.hash(headline(entry))}`
    if (entries.length === 1) return [facts].concat(hclRegions(entry.images, context, '    '))
    const opening = `    ${quoteHcl(entry.key)} = {`
    return [facts, opening].concat(hclRegions(entry.images, context, '      '), '    }')
  })
  const notice = sampleNotice(context).map(COMMENT.hash)
  return [...notice, 'locals {', '  image_ids = {', ...body, '  }', '}', ''].join('\n')
}

function headline({ images }: RegionMapEntry): string {
  return images[0] === undefined ? '' : description(images[0])
}

function entryFacts(entry: RegionMapEntry, context: CopyContext): string[] {
  return [headline(entry), ...entry.images.map((image) => `Region: ${placeAndTime(image, context)}`)]
}

function placeAndTime(image: CopiedImage, context: CopyContext): string {
  return `${shortened(image.regionId)} | As of: ${shortened(asOf(image, context))}`
}

function idsByRegion(images: readonly CopiedImage[]): Record<string, string> {
  return Object.fromEntries(images.map(({ regionId, imageId }) => [regionId, imageId]))
}

function yamlKey(key: string): string[] {
  const scalar = quoteYaml(key)
  return scalar.length > MOST_YAML_KEY_CHARACTERS ? [`  ? ${scalar}`, '  :'] : [`  ${scalar}:`]
}

function yamlRegions(images: readonly CopiedImage[], context: CopyContext, indent: string): string[] {
  return images.map((image) => {
    const { regionId, imageId } = image
    return `${indent}${quoteYaml(regionId)}: ${quoteYaml(imageId)} ${timeComment(image, context)}`
  })
}

function hclRegions(images: readonly CopiedImage[], context: CopyContext, indent: string): string[] {
  const keys = images.map(({ regionId }) => quoteHcl(regionId))
  const values = images.map(({ imageId }) => quoteHcl(imageId))
  const widths = { key: longest(keys), value: longest(values) }
  return images.map((image, index) => {
    const key = (keys[index] ?? '').padEnd(widths.key)
    const value = (values[index] ?? '').padEnd(widths.value)
    return `${indent}${key} = ${value} ${timeComment(image, context)}`
  })
}

function timeComment(image: CopiedImage, context: CopyContext): string {
  return COMMENT.hash(`As of: ${shortened(asOf(image, context))}`)
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length))
}
