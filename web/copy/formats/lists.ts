import { formatCsv } from '#contract/csv.ts'

import { printJson, visibleText } from './escaping.ts'
import { asOf } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'

/** The bare IDs, one a line, and no line break after the last: nothing runs when they are pasted into a shell. */
export const writeIds: FormatWriter = (images) => images.map(({ imageId }) => imageId).join('\n')

/** The parameter ImageIds of ListImages, and of the SDKs: a JSON array in one line. */
export const writeImageIds: FormatWriter = (images) => JSON.stringify(images.map(({ imageId }) => imageId))

/** The address of the view that is looked at. */
export const writeUrl: FormatWriter = (_, { viewUrl }) => viewUrl

/** JSON, an object per image. */
export const writeJson: FormatWriter = (images, context) =>
  printJson(images.map((image) => recordOf(image, context)))

const COLUMNS = ['regionId', 'imageId', 'imageName', 'imageType', 'platform', 'asOf', 'source'] as const

/** CSV, one image a line: a line break in a name is spelled out. */
export const writeCsv: FormatWriter = (images, context) =>
  formatCsv(
    COLUMNS,
    images.map((image) => {
      const record = recordOf(image, context)
      return COLUMNS.map((column) => visibleText(record[column]))
    }),
  )

/** A table of GitHub Flavored Markdown. */
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

/** Text that no Markdown takes for markup, a link or a mention: character references never form any (CommonMark 2.5). */
function plainMarkdown(text: string): string {
  return visibleText(text)
    .trim()
    .replaceAll(/[\\`*_[\]<>&|~#!@$]|(?<!\d):|:(?!\d)|\/(?=\/)/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/(?<=www)\./gi, '&#46;')
}

function codeMarkdown(text: string): string {
  return /^[\w.-]+$/.test(text) ? `\`${text}\`` : plainMarkdown(text)
}
