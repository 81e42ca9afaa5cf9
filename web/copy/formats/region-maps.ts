import { COMMENT, truncate, printJson, quoteHcl, quoteYaml } from './escaping.ts'
import { asOf, description, sampleNotice } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'
import { regionMap } from './group-by-region.ts'
import type { RegionMapEntry } from './group-by-region.ts'

/** Longer keys go on their own line: YAML 1.2 (7.4.2) allows 1,024 characters with quotes. */
const MAX_YAML_KEY_CHARACTERS = 1000

/**
 * JSON: region → ID for one image, name → region → ID for several. Comments are under `//`, a key that Terraform and npm
 * ignore.
 */
export const writeJsonMap: FormatWriter = (images, context) => {
  const entries = regionMap(images)
  const comment = [...sampleNotice(context), ...entries.flatMap((entry) => entryComments(entry, context))]
  const maps = entries.map(({ key, images }) => [key, idsByRegion(images)] as const)
  const imageIds = maps.length === 1 ? maps[0]?.[1] : Object.fromEntries(maps)
  return `${printJson({ '//': comment, imageIds })}\n`
}

/** YAML in the shape of {@link writeJsonMap}. Every scalar is quoted, because an ID may look like a number. */
export const writeYamlMap: FormatWriter = (images, context) => {
  const entries = regionMap(images)
  const head = [
    ...sampleNotice(context).map(COMMENT.hash),
    entries.length === 0 ? 'imageIds: {}' : 'imageIds:',
  ]
  const body = entries.flatMap((entry) => {
    const comment = `  ${COMMENT.hash(headline(entry))}`
    if (entries.length === 1) return [comment].concat(yamlRegions(entry.images, context, '  '))
    return [comment].concat(yamlKey(entry.key), yamlRegions(entry.images, context, '    '))
  })
  return [...head, ...body, ''].join('\n')
}

/** Terraform locals in the shape of {@link writeJsonMap}, formatted as by `terraform fmt`. */
export const writeHclMap: FormatWriter = (images, context) => {
  const entries = regionMap(images)
  const body = entries.flatMap((entry) => {
    const comment = `    ${COMMENT.hash(headline(entry))}`
    if (entries.length === 1) return [comment].concat(hclRegions(entry.images, context, '    '))
    const opening = `    ${quoteHcl(entry.key)} = {`
    return [comment, opening].concat(hclRegions(entry.images, context, '      '), '    }')
  })
  const notice = sampleNotice(context).map(COMMENT.hash)
  return [...notice, 'locals {', '  image_ids = {', ...body, '  }', '}', ''].join('\n')
}

function headline({ images }: RegionMapEntry): string {
  return images[0] === undefined ? '' : description(images[0])
}

function entryComments(entry: RegionMapEntry, context: CopyContext): string[] {
  return [headline(entry), ...entry.images.map((image) => `Region: ${regionAndTime(image, context)}`)]
}

function regionAndTime(image: CopiedImage, context: CopyContext): string {
  return `${truncate(image.regionId)} | As of: ${truncate(asOf(image, context))}`
}

function idsByRegion(images: readonly CopiedImage[]): Record<string, string> {
  return Object.fromEntries(images.map(({ regionId, imageId }) => [regionId, imageId]))
}

function yamlKey(key: string): string[] {
  const scalar = quoteYaml(key)
  return scalar.length > MAX_YAML_KEY_CHARACTERS ? [`  ? ${scalar}`, '  :'] : [`  ${scalar}:`]
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
  return COMMENT.hash(`As of: ${truncate(asOf(image, context))}`)
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length))
}
