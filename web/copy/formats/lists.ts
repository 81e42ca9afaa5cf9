import { formatCsv } from '#contract/csv.ts'

import { printJson, visibleText } from './escaping.ts'
import { asOf } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'

/** One ID per line, without a trailing newline, so that nothing runs when pasted into a shell. */
export const writeIds: FormatWriter = (images) => images.map(({ imageId }) => imageId).join('\n')

/** The ImageIds parameter of ListImages and the SDKs: a JSON array on one line. */
export const writeImageIds: FormatWriter = (images) => JSON.stringify(images.map(({ imageId }) => imageId))

export const writeUrl: FormatWriter = (_, { viewUrl }) => viewUrl

/** A JSON array with one object per image. */
export const writeJson: FormatWriter = (images, context) =>
  printJson(images.map((image) => recordOf(image, context)))

const COLUMNS = ['regionId', 'imageId', 'imageName', 'imageType', 'platform', 'asOf', 'source'] as const

/** CSV with one image per line; line breaks in names are escaped. */
export const writeCsv: FormatWriter = (images, context) =>
  formatCsv(
    COLUMNS,
    images.map((image) => {
      const record = recordOf(image, context)
      return COLUMNS.map((column) => visibleText(record[column]))
    }),
  )

/** A table in GitHub Flavored Markdown. */
export const writeMarkdown: FormatWriter = (images, context) => {
  const rows = images.map((image) => {
    const { imageName, imageType, platform, regionId } = image
    const cells = [imageName, imageType, platform, regionId].map(plainMarkdown)
    return `| ${[...cells, codeMarkdown(image.imageId), plainMarkdown(asOf(image, context))].join(' | ')} |`
  })
  const notice = context.source === 'sample' ? ['', 'Sample data: these image IDs are not real.'] : []
  return ['| Image | Type | Platform | Region | Image ID | As of |', '| --- | --- | --- | --- | --- | --- |']
    .concat(rows, notice, '')
    .join('\n')
}

function recordOf(image: CopiedImage, context: CopyContext) {
  const { regionId, imageId, imageName, imageType, platform } = image
  return {
    regionId,
    imageId,
    imageName,
    imageType,
    platform,
    asOf: asOf(image, context),
    source: context.source,
  }
}

/** Escapes markup, links and mentions as character references, which CommonMark (2.5) never interprets. */
function plainMarkdown(text: string): string {
  return visibleText(text)
    .trim()
    .replaceAll(
      /[\\`*_[\]<>&|~#!@$]|(?<!\d):|:(?!\d)|\/(?=\/)/g,
      (character) => `&#${character.charCodeAt(0)};`,
    )
    .replaceAll(/(?<=www)\./gi, '&#46;')
}

function codeMarkdown(text: string): string {
  return /^[\w.-]+$/.test(text) ? `\`${text}\`` : plainMarkdown(text)
}
