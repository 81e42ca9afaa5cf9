import { distinctImages } from './format.ts'
import type { CopiedImage, CopyContext, FormatWriter } from './format.ts'
import { writeCsv, writeIds, writeImageIds, writeJson, writeMarkdown, writeUrl } from './lists.ts'
import { writeHclMap, writeJsonMap, writeYamlMap } from './region-maps.ts'
import { writeGo, writeJava, writePython, writeTypescript } from './sdk.ts'
import { writeCli, writeCurl, writeEnv, writeLegacyCli } from './shell.ts'
import { PLAN_PLACEHOLDER, writeHclData, writeHclLiteral, writeHclResource } from './terraform.ts'

export const SNIPPET_LANGUAGES = [
  'text',
  'json',
  'yaml',
  'hcl',
  'shell',
  'typescript',
  'python',
  'go',
  'java',
  'csv',
  'markdown',
] as const
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]

type FormatRow = readonly [
  id: string,
  language: SnippetLanguage,
  fileName: string,
  write: FormatWriter,
  ...placeholders: string[],
]

/** Every copy format, in menu order. The ID is the value of `as` in the URL. */
const ROWS = [
  ['id', 'text', 'swas-image-id.txt', writeIds],
  ['ids', 'text', 'swas-image-ids.txt', writeIds],
  ['image-ids', 'json', 'swas-image-ids.json', writeImageIds],
  ['hcl-resource', 'hcl', 'swas-instances.tf', writeHclResource, PLAN_PLACEHOLDER],
  ['hcl-data', 'hcl', 'swas-images.tf', writeHclData],
  ['hcl-map', 'hcl', 'swas-image-ids.tf', writeHclMap],
  ['hcl-literal', 'hcl', 'swas-images.tfvars', writeHclLiteral],
  ['cli', 'shell', 'create-swas-instances.sh', writeCli, PLAN_PLACEHOLDER],
  ['cli-legacy', 'shell', 'create-swas-instances.sh', writeLegacyCli, PLAN_PLACEHOLDER],
  ['json', 'json', 'swas-images.json', writeJson],
  ['json-map', 'json', 'swas-region-map.json', writeJsonMap],
  ['yaml-map', 'yaml', 'swas-region-map.yaml', writeYamlMap],
  ['env', 'shell', 'swas-images.env', writeEnv],
  ['csv', 'csv', 'swas-images.csv', writeCsv],
  ['markdown', 'markdown', 'swas-images.md', writeMarkdown],
  ['sdk-typescript', 'typescript', 'create-server.ts', writeTypescript, PLAN_PLACEHOLDER],
  ['sdk-python', 'python', 'create_server.py', writePython, PLAN_PLACEHOLDER],
  ['sdk-go', 'go', 'create_server.go', writeGo, PLAN_PLACEHOLDER],
  ['sdk-java', 'java', 'CreateServer.java', writeJava, PLAN_PLACEHOLDER],
  ['url', 'text', 'swas-view.txt', writeUrl],
  ['curl', 'shell', 'list-swas-images.sh', writeCurl],
] as const satisfies readonly FormatRow[]

export type CopyFormatId = (typeof ROWS)[number][0]

type CopyFormat = { id: CopyFormatId; language: SnippetLanguage }

/** The text for the clipboard or a file. */
export type Snippet = {
  text: string
  language: SnippetLanguage
  fileName: string
  /** The parts of the text that must be replaced before use. */
  placeholders: readonly string[]
}

/** Every copy format, in menu order. */
export const COPY_FORMATS: readonly CopyFormat[] = ROWS.map(([id, language]) => ({ id, language }))

/** The formats for this number of images: `id` is for one image only, `ids` for several. */
export function copyFormatsFor(count: number): readonly CopyFormat[] {
  const other = count === 1 ? 'ids' : 'id'
  return COPY_FORMATS.filter(({ id }) => id !== other)
}

export function parseCopyFormat(text: string): CopyFormatId | undefined {
  return ROWS.find(([id]) => id === text)?.[0]
}

/** Formats images, without duplicates. Never throws, whatever the names are. */
export function snippetOf(id: CopyFormatId, images: readonly CopiedImage[], context: CopyContext): Snippet {
  const [, language, fileName, write, ...placeholders] = ROWS.find(([rowId]) => rowId === id) ?? ROWS[0]
  return { text: write(distinctImages(images), context), language, fileName, placeholders }
}

/** The snippet as a file. CSV gets a byte order mark; without it, Excel does not read UTF-8. */
export function fileContent({ language, text }: Snippet): string {
  return language === 'csv' ? `\uFEFF${text}` : text
}
