import { parse } from '@cdktn/hcl2json'
import fc from 'fast-check'

import type { CopiedImage, CopyContext } from './format.ts'

export const WORDPRESS: CopiedImage = {
  regionId: 'cn-hangzhou',
  imageId: '794c230fd3e64ea19f83f4d7a0adbbbb',
  imageName: 'WordPress-6.4',
  imageType: 'app',
  platform: 'Linux',
}

/** The same image in another region, with another ID. */
export const WORDPRESS_ABROAD: CopiedImage = {
  ...WORDPRESS,
  regionId: 'us-west-1',
  imageId: 'fe9c66133a9d4688872869726b52aaaa',
}

export const CUSTOM: CopiedImage = {
  regionId: 'cn-hangzhou',
  imageId: 'm-bp1i5j2a7q4z',
  imageName: '生产环境 备份',
  imageType: 'custom',
  platform: 'Windows',
}

export const LIVE: CopyContext = {
  source: 'live',
  asOf: { 'cn-hangzhou': '2026-11-24T09:00:00.000Z', 'us-west-1': '2026-11-24T09:01:00.000Z' },
  origin: 'http://127.0.0.1:3000',
  viewUrl: 'http://127.0.0.1:3000/images?region=cn-hangzhou&q=%E6%9D%AD%E5%B7%9E',
}

export const SAMPLE: CopyContext = { ...LIVE, source: 'sample' }

/** Text that is known to break out of comments, strings or cells. */
const HOSTILE = [
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u0085',
  '\f',
  '\0',
  '\u001B[2J',
  '*/',
  '/*',
  '//',
  '<!--',
  '${jndi:x}',
  '$${',
  '%{ if true }',
  '%%{',
  '"',
  '"""',
  "'",
  '`id`',
  '$(id)',
  '; rm -rf ~',
  '&& reboot',
  '| sh',
  '#',
  '# ',
  ': ',
  '- ',
  '---',
  '...',
  '\\',
  '\\n',
  String.raw`\u000a System.exit(1); //`,
  String.raw`\uuu000a`,
  'coding: utf-7',
  '+AAo-',
  '//go:build ignore',
  '+build ignore',
  '@ts-nocheck',
  '\u202E',
  '\u2066',
  '\u200B',
  '\uFEFF',
  '\uD800',
  '\u{E0041}',
  '👩‍💻',
  '杭州',
  'é',
  '__proto__',
  'constructor',
  '123',
  '1e9',
  'null',
  'yes',
  '=1+1',
  '＝1+1',
  '@SUM(A1)',
  '-2',
  '\t=1',
  ',',
  '|',
  '[x](javascript:alert(1))',
  '<img src=x onerror=alert(1)>',
  'https://evil.example',
  'www.evil.example',
  '&#124;',
  '!!',
  ' (app, Linux)',
]

/** Image names that Alibaba Cloud or the author of a custom image could choose. */
export const hostileText = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 5 }))).map(join),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE).map((text) => text.repeat(400)) },
)

/** Image IDs that the server accepts: 1 to 256 printable ASCII characters without spaces. */
const imageId = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.stringMatching(/^m-[a-z0-9]{10,20}$/),
  fc.stringMatching(/^[!-~]{1,12}$/),
  fc.constantFrom(
    '1e9',
    'null',
    '=1+1',
    "'",
    '"',
    '\\',
    '${x}',
    '%{x}',
    '$(id)',
    '`id`',
    '#',
    String.raw`\u0022`,
  ),
)

const regionId = fc.constantFrom('cn-hangzhou', 'us-west-1', 'ap-southeast-1', 'me-central-1')

/** A few images with few names, so that names clash. */
export const hostileImages: fc.Arbitrary<CopiedImage[]> = fc
  .tuple(
    fc.array(hostileText, { minLength: 1, maxLength: 3 }),
    fc.array(imageId, { minLength: 1, maxLength: 4 }),
  )
  .chain(([names, ids]) =>
    fc.array(
      fc.record({
        regionId,
        imageId: fc.constantFrom(...ids),
        imageName: fc.constantFrom(...names),
        imageType: fc.oneof(fc.constantFrom('system', 'app', 'custom'), hostileText),
        platform: fc.oneof(fc.constantFrom('Linux', 'Windows'), hostileText),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )

/** The same images with harmless names: only comments may differ. */
export function renamed(images: readonly CopiedImage[]): CopiedImage[] {
  return images.map((image) => ({ ...image, imageName: 'x', imageType: 'y', platform: 'z' }))
}

function join(parts: readonly string[]): string {
  return parts.join('')
}

/** Parses HCL with HashiCorp's parser. It returns strings as templates, with `$${` for a literal `${`; this unescapes them. */
export async function parseHcl(text: string): Promise<unknown> {
  return unescapeTemplates(await parse('snippet.tf', text))
}

function unescapeTemplates(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$${', '${').replaceAll('%%{', '%{')
  if (Array.isArray(value)) return value.map(unescapeTemplates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [unescapeTemplates(key), unescapeTemplates(inner)]),
  )
}
